"""Records the steps by which files were made out of stored ones, and which of them gave nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casefile.models import Derivation, StoredObject
from casefile.services import integrity
from casefile.services.actors import Actor


@dataclass(frozen=True)
class Step:
    """One processing step: which tool did what, with which parameters, from when to when.

    `before_sha256`, `credentials_by` and `no_credentials` are as `credentials.Signed` has them.
    """

    kind: str
    tool: str
    version: str
    parameters: dict[str, Any]
    started_at: datetime
    ended_at: datetime
    is_deterministic: bool = True
    before_sha256: str = ""
    credentials_by: str = ""
    no_credentials: str = ""


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
    hashes = {
        "output_sha256": output.sha256,
        "made_sha256": step.before_sha256 or output.sha256,
    }
    row = _row(sources, step, by, repeats, output=output, **hashes)
    told = {"sha256": f"sha256:{output.sha256}"}
    if step.credentials_by:
        told["before_credentials"] = f"sha256:{row.made_sha256}"
    _note(row, "object.derived", by, **told)
    return row


def record_failure(
    stored: StoredObject,
    step: Step,
    failure: str,
    *,
    by: Actor,
    repeats: Derivation | None = None,
) -> None:
    """Record that a step was tried and gave nothing. Part of a transaction."""
    outcome = {"outcome": Derivation.FAILED, "failure": failure[:60]}
    row = _row([stored], step, by, repeats, **outcome)
    _note(row, "object.not_derived", by, failure=row.failure)


def compare(row: Derivation, first: Derivation, *, by: Actor) -> None:
    """Say whether a second run gave the same bytes; if not, the step is not deterministic.

    They are compared as they were before credentials, which are other ones each time (EV-04).
    """
    is_same = row.made_sha256 == first.made_sha256
    if not is_same:
        Derivation.objects.filter(pk__in=[row.pk, first.pk]).update(is_deterministic=False)
    _note(row, "object.derived_again", by, same=is_same, first=f"sha256:{first.made_sha256}")


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
        credentials_by=step.credentials_by[:60],
        no_credentials=step.no_credentials[:60],
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
    told = {
        "step": row.kind,
        "tool": row.tool_name,
        "from_sha256": [f"sha256:{digest}" for digest in row.input_sha256],
        "output": str(row.output_id or ""),
    }
    integrity.append(source, kind, by=by, at=row.ended_at, **told, **data)
