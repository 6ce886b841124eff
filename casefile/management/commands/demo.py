"""Takes a case from report to tracker through the live product; exits 1 if any step falls short."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casefile.demonstration import road, story
from casefile.demonstration.browser import StepFailed
from casefile.demonstration.live import Live
from casefile.demonstration.media import NoMedia


class Command(BaseCommand):
    help = "Take the demonstration case, or the one a folder describes, through the product."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--case", type=Path, default=story.NORTHGATE)
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / "out/demo")
        parser.add_argument(
            "--keep", action="store_true", help="build it in this installation's own folders"
        )

    def handle(self, *args: Any, case: Path, out: Path, keep: bool, **options: Any) -> None:
        if keep:
            _refuse_a_real_installation()
        out = out.resolve()
        out.mkdir(parents=True, exist_ok=True)
        var = Path(settings.VAR) if keep else out / "var"
        try:
            tale = story.read(case, scratch=out / "media")
            with Live(var) as live:
                road.walk(live, tale, out=out, say=self.stdout.write)
        except (StepFailed, NoMedia, RuntimeError, story.BadStory) as problem:
            raise CommandError(str(problem)) from problem
        except KeyError as problem:
            raise CommandError(f"case.json lacks {problem}; see docs/demo-case.md") from problem


def _refuse_a_real_installation() -> None:
    """Refuse to start anew anywhere but in a developer's own folder."""
    if not settings.DEMO:
        raise CommandError("This is not a demonstration: set DEMO=1 first.")
    if settings.EVIDENCE_STORE != "local":
        raise CommandError("--keep would leave files in a bucket that nothing names: use a folder.")
    own = str(Path(settings.VAR) / "casefile.sqlite3")
    if str(settings.DATABASES["default"]["NAME"]) != own:
        raise CommandError(f"--keep makes the database anew, and only at {own}.")
