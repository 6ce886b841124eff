"""Witness statements, their versions and the signatures bound to them."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.exhibits import StoredObject
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.people import Person
from casefile.models.users import User


class WitnessStatement(Record):
    """What one witness said on one occasion (MG11), or a victim personal statement."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    witness = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField(help_text="sequence for this witness")
    kind = models.CharField(max_length=10, default="MG11", help_text="MG11 or VPS")
    language = models.CharField(max_length=40, default="English")
    is_read_over = models.BooleanField(default=False, help_text="the witness cannot read it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["witness", "number"], name="statement_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.witness}"

    @property
    def current(self) -> "StatementVersion | None":
        """The newest version, or None. One query."""
        return self.versions.order_by("-number").first()


class StatementVersion(Record):
    """One text of a statement. Once signed, a change is a new version with a new signature."""

    life = "statement"

    statement = models.ForeignKey(
        WitnessStatement, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    narrative = models.TextField(blank=True)
    stage = models.CharField(max_length=30, default="draft")
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    canonical_text = models.TextField(blank=True, help_text="exactly what is signed")
    canonical_sha256 = models.CharField(max_length=64, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    page_images = models.JSONField(default=list, blank=True, help_text="sha256 of each page shown")
    page_breaks = models.JSONField(
        default=list,
        blank=True,
        help_text="where pages after the first begin, in characters of the words, as a tablet "
        "showed them; empty for pages that were made here",
    )
    unsigned_pdf = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_pdf = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="statement_version_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_signed(self) -> bool:
        """Whether a signature is bound to this version."""
        return self.stage == "signed"


class StatementCorrection(Record):
    """Words struck out before signing, and what stands instead, with the witness's initials."""

    version = models.ForeignKey(
        StatementVersion, on_delete=models.PROTECT, related_name="corrections"
    )
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField(help_text="of `inserted`, in characters of the words")
    struck = models.TextField()
    inserted = models.TextField(blank=True)
    initials = models.CharField(max_length=10, help_text="as the witness typed them")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="correction_number_once")
        ]

    def __str__(self) -> str:
        return f"correction {self.number}"


class Signature(Record):
    """The act of signing one version: what was shown, what was drawn, and the hash over it all."""

    version = models.OneToOneField(
        StatementVersion, on_delete=models.PROTECT, related_name="signature"
    )
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=20, help_text="drawn or typed")
    image = models.ForeignKey(StoredObject, on_delete=models.PROTECT, null=True, related_name="+")
    strokes = EncryptedTextField(blank=True, help_text="JSON points x, y, t; never disclosed")
    typed_name = models.CharField(max_length=120, blank=True)
    declaration = models.TextField(help_text="the words accepted, verbatim")
    officer_present = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="none where the witness signed elsewhere, by a link",
    )
    others_present = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200)
    device = models.CharField(max_length=200, blank=True)
    screen = models.CharField(max_length=40, blank=True, help_text="size in pixels")
    signed_at = models.DateTimeField()
    bound = models.JSONField(help_text="the hashes that the binding hash covers, by name")
    binding_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"signature of {self.signer}"


class AttendantSignature(Record):
    """The signature of somebody beside the witness: reader, interpreter or guardian."""

    version = models.ForeignKey(
        StatementVersion, on_delete=models.PROTECT, related_name="attendants"
    )
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=120, blank=True)
    declaration = models.TextField(help_text="the words signed, verbatim")
    typed_name = models.CharField(max_length=120, blank=True)
    image = models.ForeignKey(StoredObject, on_delete=models.PROTECT, null=True, related_name="+")
    strokes = EncryptedTextField(blank=True, help_text="JSON points x, y, t; never disclosed")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "role"], name="attendant_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


class RemoteSigning(Record):
    """A way for one witness to read and sign one version on their own device, with two secrets."""

    version = models.ForeignKey(
        StatementVersion, on_delete=models.PROTECT, related_name="remote_signings"
    )
    code_hash = models.CharField(max_length=64, unique=True, help_text="of what the link holds")
    secret_hash = models.CharField(max_length=64, help_text="of what the officer says aloud")
    session_hash = models.CharField(max_length=64, blank=True, help_text="of the open browser")
    call_reference = models.CharField(max_length=120, blank=True, help_text="of the recorded call")
    wrong_tries = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=20, blank=True, help_text="signed, closed or wrong")

    def __str__(self) -> str:
        return f"remote signing of {self.version_id}"
