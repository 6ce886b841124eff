"""Makes files out of stored ones, by jobs, and records each step so that it can be run again.

A master is only ever read. What cannot be made is recorded as such, and the master is served on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from casefile.models import CaseEvent, Derivation, StoredObject
from casefile.sandbox import JobFailed
from casefile.services import Refused, actors, events, evidence, jobs, recipes, scanning
from casefile.services.actors import Actor
from casefile.services.jobs import Claim
from casefile.services.recipes import Output, Recipe
from casefile.store import Stored

# Longer than the sandbox lets a job run: nobody else should begin meanwhile.
_LEASE = timedelta(minutes=35)
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Step:
    """One processing step: which tool did what, with which parameters, from when to when."""

    kind: str
    tool: str
    version: str
    parameters: dict[str, Any]
    started_at: datetime
    ended_at: datetime
    is_deterministic: bool = True


class NotRepeatable(Refused):
    """The step was not one that is made by a recipe."""

    code = "not_repeatable"


@transaction.atomic
def ask_plain(*, stored: StoredObject, by: Actor, at: datetime) -> None:
    """Have a copy made without position, serial numbers or other metadata; twice is once (EV-39).

    Raises:
        Refused: it is no picture and no recording.
    """
    fitting = [
        recipes.RECIPES[kind] for kind in recipes.PLAIN if recipes.RECIPES[kind].fits(stored)
    ]
    if not fitting:
        raise Refused("Only of a picture or a recording can such a copy be made.")
    payload = {
        "stored_id": str(stored.pk),
        "kind": fitting[0].kind,
        "user_id": str(by.account.pk),
    }
    key = f"derive:{fitting[0].kind}:{stored.pk}"
    jobs.enqueue(evidence.DERIVE, key=key, payload=payload, at=at)


@transaction.atomic
def repeat(*, step: Derivation, by: Actor, at: datetime) -> None:
    """Have a step run again with its recorded parameters, and its hash compared (EV-04).

    Raises:
        NotRepeatable: no recipe makes this kind of file.
    """
    if step.kind not in recipes.RECIPES:
        raise NotRepeatable("This step is not one that can be run again from here.")
    first = step.repeats or step
    payload = {
        "stored_id": str(first.inputs.get().pk),
        "kind": first.kind,
        "repeats_id": str(first.pk),
        "user_id": str(by.account.pk),
    }
    key = f"derive:{first.pk}:{first.repeats_of_it.count() + 1}"
    jobs.enqueue(evidence.DERIVE, key=key, payload=payload, at=at)


def make(
    *,
    stored: StoredObject,
    kind: str,
    claim: Claim,
    now: Clock,
    at: Clock,
    repeats: Derivation | None = None,
    asked_by: str = "",
) -> None:
    """Make one derived file and record the step, or that it could not be made (EV-53).

    `repeats` is a step to run once more, `asked_by` who wants that; else whoever sent the file.
    `now` is the real time, by which the lease runs, `at` the one that the record tells.

    Raises:
        LostLease: another worker does it.
    """
    claim.renew(now=now(), lease=_LEASE)
    recipe = recipes.RECIPES[kind]
    parameters = repeats.parameters if repeats else recipe.parameters(stored)
    by = actors.system(on_behalf_of=asked_by or sender_of(stored))
    started_at = at()
    try:
        kept, made = _run(stored, recipe, parameters, by, started_at)
    except JobFailed as failure:
        step = Step(kind, recipe.tool, "", parameters, started_at, at())
        with claim.committing():
            _record_failure(stored, step, failure.code, by, repeats)
        return
    step = Step(
        kind, recipe.tool, made.version, parameters, started_at, at(), recipe.is_deterministic
    )
    with claim.committing():
        output = _keep(stored, recipe, step, kept, made)
        row = record([stored], output, step, by=by, repeats=repeats)
        if repeats:
            _compare(row, repeats, by)


def _run(
    stored: StoredObject, recipe: Recipe, parameters: dict[str, Any], by: Actor, at: datetime
) -> tuple[Stored, Output]:
    if scanning.is_set_aside(stored):
        raise JobFailed("malware", "nothing opens a file in which malware was found")
    try:
        evidence.require_whole(stored, by=by, at=at)
    except (evidence.IntegrityFailure, evidence.Destroyed) as problem:
        raise JobFailed("withheld", str(problem)) from problem
    with evidence.open_seekable(stored) as source:
        made = recipes.run(recipe, source, parameters)
    with made.content as content:
        content.seek(0)
        return evidence.store().put(content, force=stored.force_id), made


def _keep(
    stored: StoredObject, recipe: Recipe, step: Step, kept: Stored, made: Output
) -> StoredObject:
    if made.picture_hash:
        StoredObject.objects.filter(pk=stored.pk).update(picture_hash=made.picture_hash)
    name = f"{recipe.kind}-of-{stored.sha256[:12]}.{recipe.extension}"
    return evidence.record_derived(
        kept,
        of=stored,
        name=name,
        media_type=recipe.media_type,
        metadata={"duration_seconds": made.seconds} if made.seconds is not None else {},
        at=step.ended_at,
    )


def record(
    inputs: Iterable[StoredObject],
    output: StoredObject,
    step: Step,
    *,
    by: Actor,
    repeats: Derivation | None = None,
) -> Derivation:
    """Record that a step made one stored file out of others (EV-02, EV-03).

    Part of the transaction that stores the output.
    """
    sources = list(inputs)
    row = _row(sources, step, by, repeats, output=output, output_sha256=output.sha256)
    _note(row, "object.derived", by, sha256=f"sha256:{output.sha256}")
    return row


def _record_failure(
    stored: StoredObject, step: Step, code: str, by: Actor, repeats: Derivation | None
) -> None:
    failed = {"outcome": Derivation.FAILED, "failure": code[:60]}
    row = _row([stored], step, by, repeats, **failed)
    _note(row, "object.not_derived", by, failure=row.failure)


def _row(
    sources: list[StoredObject],
    step: Step,
    by: Actor,
    repeats: Derivation | None,
    **outcome: Any,
) -> Derivation:
    row = Derivation.objects.create(
        case=sources[0].case,
        kind=step.kind,
        tool=step.tool,
        version=step.version[:60],
        parameters=step.parameters,
        input_sha256=[source.sha256 for source in sources],
        made_by=" for ".join(filter(None, (by.name or by.kind, by.on_behalf_of)))[:200],
        started_at=step.started_at,
        ended_at=step.ended_at,
        is_deterministic=step.is_deterministic,
        run=repeats.repeats_of_it.count() + 2 if repeats else 1,
        repeats=repeats,
        **outcome,
    )
    row.inputs.set(sources)
    return row


def _note(row: Derivation, kind: str, by: Actor, **data: Any) -> None:
    source = row.inputs.first()
    if source is None:
        raise ValueError("a step has at least one input")
    events.append(
        stream=_stream(source),
        kind=kind,
        by=by,
        at=row.ended_at,
        about=source,
        case=source.case,
        data={
            "step": row.kind,
            "tool": row.tool_name,
            "from_sha256": [f"sha256:{digest}" for digest in row.input_sha256],
            "output": str(row.output_id or ""),
            **data,
        },
    )


def _compare(row: Derivation, first: Derivation, by: Actor) -> None:
    """Say whether a second run gave the same bytes; if not, the step is not deterministic."""
    is_same = row.output_sha256 == first.output_sha256
    if not is_same:
        Derivation.objects.filter(pk__in=[row.pk, first.pk]).update(is_deterministic=False)
    _note(row, "object.derived_again", by, same=is_same, first=f"sha256:{first.output_sha256}")


def _stream(stored: StoredObject) -> str:
    return stored.case.stream if stored.case else f"force:{stored.force_id}"


def sender_of(stored: StoredObject) -> str:
    """Return who brought a file in, as the entry about its arrival names them. One query."""
    received = CaseEvent.objects.filter(kind="object.received", subject_id=stored.pk).first()
    if received is None:
        return ""
    actor = events.actor_in(received)
    return str(actor.get("name") or actor["kind"])


def failures(stored: StoredObject) -> list[Derivation]:
    """Return the kinds whose last run failed. One query."""
    last: dict[str, Derivation] = {}
    for row in stored.derivations.order_by("run"):
        last[row.kind] = row
    return [row for row in last.values() if row.outcome == Derivation.FAILED]


def shown(stored: StoredObject) -> Derivation | None:
    """Return what to show of a file: the newest smaller copy or still. One query."""
    made = stored.derivations.filter(kind__in=recipes.PICTURES, outcome=Derivation.MADE)
    return made.select_related("output").order_by("-run").first()


def played(stored: StoredObject) -> Derivation | None:
    """Return the newest copy of a recording that plays in a browser. One query."""
    made = stored.derivations.filter(kind__in=recipes.PLAYED, outcome=Derivation.MADE)
    return made.select_related("output").order_by("-run").first()


def bytes_of(step: Derivation, *, by: Actor, at: datetime) -> bytes | None:
    """Return the bytes that a step made, verified; None when they are lost, and made again."""
    if step.output is None:
        return None
    try:
        return evidence.read(step.output, by=by, at=at)
    except evidence.Destroyed:
        return None
    except evidence.IntegrityFailure:
        repeat(step=step, by=by, at=at)
        return None
