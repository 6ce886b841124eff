"""What goes to the prosecutor, what was built for it, and what came back."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.charges import Charge
from casefile.models.exhibits import StoredObject
from casefile.models.fields import Record
from casefile.models.forces import OffenceCode
from casefile.models.people import Suspect
from casefile.models.users import User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Filters over files."""

    def newest(self) -> "SubmissionQuerySet":
        """Files after which no other version of their case was started."""
        later = Submission.objects.filter(
            case=models.OuterRef("case"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(later))


class Submission(Record):
    """One version of a case's file sent, or being prepared, for a prosecutor."""

    life = "submission"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField()
    build = models.CharField(max_length=40, help_text="a build of rules/file_builds.py")
    stage = models.CharField(max_length=30, default="draft")
    cps_area = models.CharField(max_length=40)
    priority = models.CharField(max_length=20, blank=True, help_text="red, green_priority, green")
    code_test = models.CharField(max_length=12, blank=True, help_text="full or threshold")
    supervisor_comment = models.TextField(blank=True)
    returned_reason = models.TextField(blank=True)
    change_note = models.TextField(blank=True, help_text="what changed since the last version")
    findings = models.JSONField(default=list, blank=True, help_text="checks as they stood at send")
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="submission_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} v{self.version}"


class Bundle(Record):
    """The bundle built for one submission: the PDF and the bag it lies in."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="bundle")
    pdf = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="+")
    bag = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="+")
    index = models.JSONField(help_text="items as in data/index.json")
    page_count = models.PositiveIntegerField()
    field_counts = models.JSONField(default=dict, help_text="fields in all and typed, by form")
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"bundle of {self.submission}"


class Triage(Record):
    """The prosecutor's first look: accepted, or rejected with reasons TR01 to TR13."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="triage")
    is_accepted = models.BooleanField()
    reasons = models.JSONField(default=list, blank=True, help_text="rows of {code, detail}")
    respond_by = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return "accepted" if self.is_accepted else "rejected"


class ActionPlan(Record):
    """A prosecutor's list of what is needed, each item with its reason and date."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="action_plans"
    )
    number = models.PositiveIntegerField()
    issued_by_name = models.CharField(max_length=120)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="action_plan_number")
        ]

    def __str__(self) -> str:
        return f"action plan {self.number}"


class ActionPlanItem(Record):
    """One task for the police in an action plan, and the reply to it."""

    life = "action_plan_item"

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, help_text="statement, record, footage, forensic, other")
    text = models.TextField()
    reason = models.TextField(help_text="why it matters to the decision")
    due_on = models.DateField()
    priority = models.CharField(max_length=10, default="normal")
    stage = models.CharField(max_length=30, default="open")
    reply = models.TextField(blank=True)
    answered_with = models.JSONField(default=list, blank=True, help_text="item ids of the reply")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_plan_item_number")
        ]

    def __str__(self) -> str:
        return f"item {self.number}"


class ChargingDecision(Record):
    """A prosecutor's decision for one suspect, and where there is one, for one charge."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="decisions")
    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="decisions")
    charge = models.ForeignKey(
        Charge, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decision = models.CharField(max_length=40, help_text="a decision of rules/charging.py")
    advised_offence = models.ForeignKey(
        OffenceCode, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    advised_particulars = models.TextField(blank=True)
    code_test = models.CharField(max_length=12)
    reason = models.TextField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "suspect", "charge"],
                condition=models.Q(charge__isnull=False),
                name="one_decision_per_charge",
            ),
            models.UniqueConstraint(
                fields=["submission", "suspect"],
                condition=models.Q(charge=None),
                name="one_decision_per_suspect",
            ),
        ]

    def __str__(self) -> str:
        return self.decision


class Receipt(Record):
    """The recipient's word that these hashes arrived."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="receipts")
    hashes = models.JSONField(help_text="item id to sha256")
    received_by = models.CharField(max_length=120)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"receipt by {self.received_by}"


class ServedFile(Record):
    """One file of a built bundle that can be fetched alone."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="files")
    item_id = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    content = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "path"], name="served_file_path_once")
        ]

    def __str__(self) -> str:
        return self.path
