"""How much one job may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The caller enforces `wall_seconds` and `outputs`, the kernel the rest, per process."""

    memory_bytes: int = 2 << 30
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    file_bytes: int = 1 << 30
    outputs: int = 2000


DEFAULT = Limits()
