"""What every benchmark writes: out/bench/<name>.json, and the same lines to be read."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the results."""

    name: str
    ours: float
    floor: float | None
    peer: float | None
    unit: str
    goal: str
    met: bool


def write(name: str, figures: Sequence[Figure], *, note: str = "") -> None:
    """Write the figures as JSON and print them, with the machine's load."""
    rows = [
        {key: round(value, 3) if isinstance(value, float) else value
         for key, value in vars(figure).items()}
        for figure in figures
    ]  # fmt: skip
    out = Path("out/bench") / f"{name}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(rows, indent=2) + "\n")
    load = os.getloadavg()[0]
    print(f"{name}: Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    for row in rows:
        beside = f"  floor {row['floor']}" if row["floor"] is not None else ""
        print(f"  {'met   ' if row['met'] else 'MISSED'} {row['name']}: {row['ours']} "
              f"{row['unit']}{beside}  ({row['goal']})")  # fmt: skip
    if note:
        print(f"  {note}")
