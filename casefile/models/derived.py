"""What was made out of stored bytes: each processing step, and each playing of what came of it."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.exhibits import StoredObject
from casefile.models.fields import Record
from casefile.models.users import User


class Derivation(Record):
    """One run of one tool over stored bytes; a new file has an id and a hash of its own."""

    MADE, FAILED = "made", "failed"

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="derivations"
    )
    inputs = models.ManyToManyField(StoredObject, related_name="derivations")
    output = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="derived_by"
    )
    kind = models.CharField(max_length=30, help_text="thumbnail, poster, proxy, clip and so on")
    tool = models.CharField(max_length=60)
    version = models.CharField(max_length=60, blank=True)
    parameters = models.JSONField(default=dict, blank=True)
    input_sha256 = models.JSONField(default=list, help_text="of each input, as it was read")
    output_sha256 = models.CharField(max_length=64, blank=True)
    made_sha256 = models.CharField(
        max_length=64, blank=True, help_text="of the output before content credentials were put in"
    )
    credentials_by = models.CharField(
        max_length=60, blank=True, help_text="the tool that put content credentials in"
    )
    no_credentials = models.CharField(
        max_length=60, blank=True, help_text="why it carries none although it should: a code"
    )
    made_by = models.CharField(max_length=200, help_text="who asked for it, as named then")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    is_deterministic = models.BooleanField(
        default=True, help_text="a second run with the same parameters gives the same bytes"
    )
    outcome = models.CharField(max_length=10, default=MADE)
    failure = models.CharField(max_length=60, blank=True, help_text="code of the sandbox")
    run = models.PositiveIntegerField(default=1, help_text="1, and one more for each repeat")
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats_of_it"
    )

    class Meta:
        indexes = [models.Index(fields=["kind", "run"])]
        constraints = [
            models.UniqueConstraint(fields=["repeats", "run"], name="derivation_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.tool_name}"

    @property
    def tool_name(self) -> str:
        """The tool with its version, such as "ffmpeg 5.1"."""
        return f"{self.tool} {self.version}".strip()


class Playback(Record):
    """One person playing one recording in one session, with the bytes that were sent of it."""

    stored = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="playbacks")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    session = models.CharField(max_length=64, help_text="hash of the session's key")
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    sent_bytes = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stored", "user", "session"], name="playback_once_a_session"
            )
        ]
