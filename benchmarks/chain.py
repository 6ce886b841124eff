"""What the chain costs: one durable append beside the same bytes inserted without one.

Floor: one bare row of the same size. Peer: two rows with the same columns and indexes written by
the same ORM, as an audit table without chain or triggers would. Each in a transaction of its own,
on a scratch database (SQLite, or DATABASE_URL of an empty one); run: python -m benchmarks.chain
"""

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

ROUNDS, APPENDS = 7, 100
GOAL = 3.0
BODY = {"narrative": "x" * 1000}
OUT = Path("out/bench/chain.json")


def main() -> int:
    """Measure, print, write the figures; return 1 when the goal is missed."""
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as scratch:
        _set_up(Path(scratch))
        contenders = _contenders()
        _measure(contenders, 20)
        rounds = [_measure(contenders, APPENDS) for _ in range(ROUNDS)]
    ours, peer, floor = (
        statistics.median(row[name] for row in rounds) for name in ("ours", "peer", "floor")
    )
    ratio = statistics.median(row["ours"] / row["peer"] for row in rounds)
    _report(ours=ours, peer=peer, floor=floor, ratio=ratio)
    return 0 if ratio <= GOAL else 1


def _set_up(scratch: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "casefile.config.settings"
    os.environ["VAR_DIR"] = str(scratch)
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{scratch}/bench.sqlite3"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _contenders() -> dict[str, Callable[[], None]]:
    from django.db import connection, transaction

    from casefile import clock
    from casefile.models import CaseEvent, EventBody
    from casefile.services import actors, events

    by, at, stream = actors.system(), clock.real(), f"case:{uuid4()}"
    plain_event, plain_body = _plain_models()

    def ours() -> None:
        events.append(stream=stream, kind="person.changed", by=by, at=at, data=BODY)

    ours()
    event = CaseEvent.objects.get(stream=stream)
    body = EventBody.objects.get(event=event)
    whole = bytes(event.header) + bytes(body.salt) + bytes(body.content)

    @transaction.atomic
    def peer() -> None:
        values = {name: getattr(event, name) for name in ("kind", "at", "header", "stream")}
        row = plain_event.objects.create(
            **values, sequence=time.monotonic_ns(), entry_hash=uuid4().hex * 2
        )
        plain_body.objects.create(event=row, salt=body.salt, content=body.content)

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_floor (content) VALUES (%s)", [whole])

    return {"ours": ours, "peer": peer, "floor": floor}


def _plain_models() -> tuple[Any, Any]:
    from django.db import connection, models

    from casefile.models import CaseEvent, EventBody, Record

    meta = {
        "app_label": "benchmarks",
        "constraints": [models.UniqueConstraint(fields=["stream", "sequence"], name="bench_once")],
        "indexes": [
            models.Index(fields=index.fields, name=f"bench_{number}")
            for number, index in enumerate(CaseEvent._meta.indexes)
        ],
    }
    fields = {field.name: field.clone() for field in CaseEvent._meta.fields if field.name != "id"}
    event = _model("PlainEvent", Record, fields, meta)
    link = models.OneToOneField(event, on_delete=models.PROTECT, primary_key=True)
    fields = {field.name: field.clone() for field in EventBody._meta.fields[1:]}
    body = _model("PlainBody", models.Model, {"event": link, **fields}, {"app_label": "benchmarks"})
    with connection.schema_editor() as editor:
        editor.create_model(event)
        editor.create_model(body)
        blob = "bytea" if connection.vendor == "postgresql" else "blob"
        editor.execute(f"CREATE TABLE bench_floor (content {blob} NOT NULL)")
    return event, body


def _model(name: str, base: Any, fields: dict[str, Any], meta: dict[str, Any]) -> Any:
    return type(name, (base,), {**fields, "__module__": __name__, "Meta": type("Meta", (), meta)})


def _measure(contenders: dict[str, Callable[[], None]], times: int) -> dict[str, float]:
    """Return milliseconds for one insert of each contender, one after the other."""
    found = {}
    for name, insert in contenders.items():
        started = time.perf_counter()
        for _ in range(times):
            insert()
        found[name] = (time.perf_counter() - started) * 1000 / times
    return found


def _report(*, ours: float, peer: float, floor: float, ratio: float) -> None:
    from django.db import connection

    row = {
        "name": f"durable append to the chain ({connection.vendor})",
        "ours": round(ours, 3),
        "floor": round(floor, 3),
        "peer": round(peer, 3),
        "unit": "ms",
        "goal": f"at most {GOAL} x the peer in the same run; measured {ratio:.2f} x",
        "met": ratio <= GOAL,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps([row], indent=2) + "\n")
    print(f"chain: Python {platform.python_version()}, {os.cpu_count()} cores, {connection.vendor}")
    print(f"  one append     {ours:7.3f} ms")
    print(f"  peer, no chain {peer:7.3f} ms  ours is {ratio:.2f} x  (goal: at most {GOAL} x)")
    print(f"  floor, one row {floor:7.3f} ms  ours is {ours / floor:.2f} x")


if __name__ == "__main__":
    sys.exit(main())
