"""People in a case and the parts they play; how they may be reached is kept apart."""

from datetime import date

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.users import User


class Person(Record):
    """A human in one case. One human may be victim, witness and suspect at once, by role rows."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=1, blank=True, help_text="0, 1, 2, 9 of the CJS list")
    ethnicity = models.CharField(max_length=2, blank=True, help_text="16+1 self-defined code")
    nationality = models.CharField(max_length=60, blank=True)
    occupation = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=40, blank=True, default="English")
    needs_interpreter = models.BooleanField(default=False)
    pnc_id = models.CharField(max_length=13, blank=True)
    organisation = models.CharField(
        max_length=200, blank=True, help_text="set: a business, for which the names speak"
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Given names and family name, as written; a business goes by its own name."""
        human = f"{self.given_names} {self.family_name}".strip()
        return self.organisation or human or "Name not known"

    @property
    def initials(self) -> str:
        """Capital initials for exhibit references."""
        return "".join(word[0] for word in self.name.replace("-", " ").split()).upper()

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on a day; None when the date of birth is not known."""
        if self.born_on is None:
            return None
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if had_birthday else 1)


class Victim(Record):
    """A person as victim in a case: rights, wishes and support."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="victim")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="victims")
    is_enhanced = models.BooleanField(default=False)
    enhanced_reason = models.CharField(max_length=200, blank=True)
    wants_visit = models.BooleanField(null=True)
    wants_support_referral = models.BooleanField(null=True)
    personal_statement = models.CharField(
        max_length=12, blank=True, help_text="'', offered, declined or made"
    )
    injury = models.TextField(blank=True)
    loss = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.person)


class Witness(Record):
    """A person as witness in a case: availability and needs. Contact is on ContactPoint."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="witness")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="witnesses")
    number = models.PositiveIntegerField(help_text="order on the MG9")
    kind = models.CharField(max_length=20, help_text="victim, key, lay, expert, police")
    is_willing = models.BooleanField(null=True)
    dates_to_avoid = models.TextField(blank=True, help_text="'none' is an answer; blank is not")
    is_vulnerable = models.BooleanField(default=False)
    is_intimidated = models.BooleanField(default=False)
    special_measures = models.JSONField(default=list, blank=True)
    own_views = models.TextField(blank=True)
    convictions_checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="witness_number_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Suspect(Record):
    """A person as suspect (defendant once charged), with a life of their own."""

    life = "suspect"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="suspect")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspects")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=30, default="suspected")
    anticipated_plea = models.CharField(max_length=12, blank=True, help_text="guilty, not_guilty")
    plea_reason = models.TextField(blank=True)
    account = models.TextField(blank=True, help_text="the defence case as raised so far")
    no_interview_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="suspect_number_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
