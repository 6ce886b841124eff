"""Makes files out of stored ones, by jobs, and records each step so that it can be run again.

A master is only ever read. What cannot be made is recorded as such, and the master is served on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from casefile.models import CaseEvent, Derivation, StoredObject
from casefile.sandbox import JobFailed
from casefile.services import (
    Refused,
    actors,
    credentials,
    derivations,
    events,
    evidence,
    jobs,
    recipes,
    scanning,
)
from casefile.services.actors import Actor
from casefile.services.derivations import Step
from casefile.services.jobs import Claim
from casefile.services.recipes import Output, Recipe
from casefile.store import Stored

# Longer than the sandbox lets its jobs run: nobody else should begin meanwhile.
LEASE = timedelta(minutes=40)
Clock = Callable[[], datetime]
_WHY_NOT = {
    "malware": "Malware was found in this file, so nothing here opens it.",
    "withheld": "This file is not as it was sealed, or was disposed of.",
}


@dataclass(frozen=True)
class Made:
    """A file that a step made: its bytes lie in the store, and `keep` records them.

    `metadata` is what was read back of its credentials.
    """

    step: Step
    kept: Stored
    output: Output
    metadata: dict[str, Any]


class NotMade(Refused):
    """Nothing could be made of a file; `step` is what was tried, `failure` the sandbox's code."""

    code = "not_made"

    def __init__(self, step: Step, failure: str) -> None:
        super().__init__(_WHY_NOT.get(failure, "Nothing could be made of this file."))
        self.step = step
        self.failure = failure


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
    claim.renew(now=now(), lease=LEASE)
    recipe = recipes.RECIPES[kind]
    parameters = repeats.parameters if repeats else recipe.parameters(stored)
    by = actors.system(on_behalf_of=asked_by or sender_of(stored))
    try:
        made = run(stored, recipe, parameters, by=by, at=at)
    except NotMade as failure:
        with claim.committing():
            derivations.record_failure(
                stored, failure.step, failure.failure, by=by, repeats=repeats
            )
        return
    with claim.committing():
        row = keep(stored, made, by=by, repeats=repeats)
        if repeats:
            derivations.compare(row, repeats, by=by)


def run(
    stored: StoredObject, recipe: Recipe, parameters: dict[str, Any], *, by: Actor, at: Clock
) -> Made:
    """Make one file out of a stored one, and put its bytes in the store.

    Raises:
        NotMade: it is not whole, holds malware, or nothing in it can be read.
    """
    started_at = at()
    try:
        output = _output(stored, recipe, parameters, by, started_at)
    except JobFailed as failure:
        step = Step(recipe.kind, recipe.tool, "", parameters, started_at, at())
        raise NotMade(step, failure.code) from failure
    with output.content as content:
        signed = credentials.put_in(
            content, recipe, of=stored, version=output.version, parameters=parameters
        )
        with signed.content as whole:
            whole.seek(0)
            kept = evidence.store().put(whole, force=stored.force_id)
    step = Step(
        recipe.kind, recipe.tool, output.version, parameters, started_at, at(),
        recipe.is_deterministic, signed.before_sha256, signed.by, signed.why_not,
    )  # fmt: skip
    return Made(step, kept, output, signed.metadata)


def _output(
    stored: StoredObject, recipe: Recipe, parameters: dict[str, Any], by: Actor, at: datetime
) -> Output:
    if scanning.is_set_aside(stored):
        raise JobFailed("malware", "nothing opens a file in which malware was found")
    try:
        evidence.require_whole(stored, by=by, at=at)
    except (evidence.IntegrityFailure, evidence.Destroyed) as problem:
        raise JobFailed("withheld", str(problem)) from problem
    with evidence.open_file(stored) as source:
        return recipes.run(recipe, source, parameters)


def keep(
    stored: StoredObject, made: Made, *, by: Actor, repeats: Derivation | None = None
) -> Derivation:
    """Record a file that was made, and the step that made it. Part of a transaction."""
    recipe, output = recipes.RECIPES[made.step.kind], made.output
    if output.picture_hash:
        StoredObject.objects.filter(pk=stored.pk).update(picture_hash=output.picture_hash)
    length = {"duration_seconds": output.seconds} if output.seconds is not None else {}
    file = evidence.record_derived(
        made.kept,
        of=stored,
        name=recipe.name_of(stored),
        media_type=recipe.media_type,
        metadata=made.metadata | length,
        at=made.step.ended_at,
    )
    return derivations.record([stored], file, made.step, by=by, repeats=repeats)


def sender_of(stored: StoredObject) -> str:
    """Return who brought a file in or had it made, as named then. Two queries at most."""
    received = CaseEvent.objects.filter(kind="object.received", subject_id=stored.pk).first()
    if received is None:
        made = stored.derived_by.first()
        return made.made_by if made else ""
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
