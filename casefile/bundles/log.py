"""The case's chain as it stood when the file was approved: what the bundle carries and cites."""

from dataclasses import dataclass
from uuid import UUID

from casefile import clock
from casefile.models import Case, CaseEvent
from casefile.services import seal_proofs
from casefile.services.events import canonical


@dataclass(frozen=True)
class Log:
    """The entries of a case's stream up to and including one of them."""

    rows: tuple[CaseEvent, ...]
    seal: bytes | None = None
    """The sealed head over its last entry, with the proof, where there is one."""

    def about(self, *ids: UUID | None) -> list[str]:
        """Return the ids of the entries about any of these subjects, oldest first."""
        return [str(row.pk) for row in self.rows if row.subject_id and row.subject_id in ids]

    def as_lines(self) -> bytes:
        """Return one line of JSON per entry: exact header, its hash, salt and exact body."""
        return b"".join(canonical(_line(row)) + b"\n" for row in self.rows)

    def head(self) -> bytes:
        """Return the last entry's place and hash."""
        last = self.rows[-1]
        head = {"stream": last.stream, "sequence": last.sequence, "entry_hash": last.entry_hash}
        return canonical({**head, "at": last.at})


def _line(row: CaseEvent) -> dict[str, str | None]:
    body = getattr(row, "body", None)
    return {
        "header": bytes(row.header).decode(),
        "entry_hash": row.entry_hash,
        "salt": bytes(body.salt).hex() if body else None,
        "body": bytes(body.content).decode() if body else None,
    }


def up_to(case: Case, event_id: str) -> Log:
    """Read the case's stream up to one of its entries, and the seal of that entry."""
    last = CaseEvent.objects.get(pk=event_id, stream=case.stream)
    rows = CaseEvent.objects.filter(stream=case.stream, sequence__lte=last.sequence)
    seal = seal_proofs.proof_of(last, at=clock.real())
    return Log(tuple(rows.select_related("body").order_by("sequence")), seal)
