"""Input and output of each call that writes; the schemas in contract/v1 say the same in JSON."""

from typing import Any

from rest_framework import serializers

from casefile.api.strict import Strict
from casefile.rules.charging_outcomes import ADVICE
from casefile.rules.completeness import TRIAGE_REASONS
from casefile.services.decisions import MAX_DETAIL
from cps_exchange.assessment_reasons import ASSESSMENT_REASONS
from cps_exchange.inbound import DISCLOSURE_DECISIONS

ITEM_KINDS = {
    "statement": "Statement",
    "record": "Record or document",
    "footage": "Footage",
    "forensic": "Forensic evidence",
    "medical": "Medical evidence",
    "exhibit": "Exhibit",
    "form": "Form",
    "other": "Other",
}
PRIORITIES = {"high": "High", "normal": "Normal"}
CODE_TESTS = {"full": "Full code test", "threshold": "Threshold test"}
HEARING_KINDS = ("first_hearing", "plea_and_trial_preparation", "trial", "sentence", "other")


class ReasonIn(Strict):
    """A reason on the prosecutors' list, with a word of detail."""

    code = serializers.ChoiceField(choices=list(TRIAGE_REASONS))
    detail = serializers.CharField(max_length=MAX_DETAIL, allow_blank=True, default="")


class TriageIn(Strict):
    """Accepted, or rejected with reasons and a day to respond by."""

    is_accepted = serializers.BooleanField()
    reasons = serializers.ListField(child=ReasonIn(), default=list, max_length=len(TRIAGE_REASONS))
    respond_by = serializers.DateField(allow_null=True, default=None)


class FailureIn(Strict):
    """Why a file fails the assessment."""

    code = serializers.ChoiceField(choices=list(ASSESSMENT_REASONS))
    detail = serializers.CharField(max_length=MAX_DETAIL, allow_blank=True, default="")


class AssessmentIn(Strict):
    """The Director's Guidance Assessment; no failures is a pass."""

    failures = serializers.ListField(child=FailureIn(), max_length=len(ASSESSMENT_REASONS))


class ReceiptIn(Strict):
    """Which items arrived, with which hash."""

    hashes = serializers.DictField(
        child=serializers.RegexField(r"^sha256:[0-9a-f]{64}\Z"), allow_empty=False
    )


class ItemIn(Strict):
    """One thing that is needed."""

    kind = serializers.ChoiceField(choices=list(ITEM_KINDS), default="other")
    text = serializers.CharField(max_length=10_000)
    reason = serializers.CharField(max_length=10_000)
    due_on = serializers.DateField()
    priority = serializers.ChoiceField(choices=list(PRIORITIES), default="normal")


class ActionPlanIn(Strict):
    """All that is needed before a decision."""

    items = serializers.ListField(child=ItemIn(), allow_empty=False, max_length=50)


class DecisionIn(Strict):
    """A decision about a suspect, or about one charge against that suspect."""

    suspect_id = serializers.UUIDField()
    charge_id = serializers.UUIDField(allow_null=True, default=None)
    decision = serializers.ChoiceField(choices=list(ADVICE))
    particulars = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    reason = serializers.CharField(max_length=20_000)
    code_test = serializers.ChoiceField(choices=list(CODE_TESTS), default="full")


class DecisionsIn(Strict):
    """A decision for each suspect of the file."""

    decisions = serializers.ListField(child=DecisionIn(), allow_empty=False, max_length=500)

    def validate_decisions(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Refuse two decisions about the same thing."""
        if len({(row["suspect_id"], row["charge_id"]) for row in rows}) < len(rows):
            raise serializers.ValidationError("Decide each suspect and each charge once.", "twice")
        return rows


class DisclosureDecisionIn(Strict):
    """A decision on one item of the schedule."""

    item_id = serializers.UUIDField()
    decision = serializers.ChoiceField(choices=list(DISCLOSURE_DECISIONS))
    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")


class DisclosureDecisionsIn(Strict):
    """Decisions on items of the non-sensitive schedule."""

    decisions = serializers.ListField(
        child=DisclosureDecisionIn(), allow_empty=False, max_length=1000
    )


class HearingIn(Strict):
    """A hearing for one defendant."""

    defendant_id = serializers.UUIDField()
    court_name = serializers.CharField(max_length=200)
    court_code = serializers.CharField(max_length=7, allow_blank=True, default="")
    hearing_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=HEARING_KINDS, default="first_hearing")


class ResultIn(Strict):
    """What the court decided."""

    hearing_id = serializers.UUIDField()
    result = serializers.CharField(max_length=20_000)


class ReceiptOut(serializers.Serializer[Any]):
    """That the receipt was kept."""

    id = serializers.UUIDField()
    received_at = serializers.DateTimeField()


class TriageOut(serializers.Serializer[Any]):
    """The triage as kept, and the stage of the file."""

    id = serializers.UUIDField()
    is_accepted = serializers.BooleanField()
    stage = serializers.CharField(source="submission.stage")


class AssessmentOut(serializers.Serializer[Any]):
    """The assessment as kept."""

    id = serializers.UUIDField()
    is_pass = serializers.BooleanField()


class ActionPlanOut(serializers.Serializer[Any]):
    """The plan with its number, and the ids under which replies will come."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    item_ids = serializers.SerializerMethodField()

    def get_item_ids(self, plan: Any) -> list[str]:
        """Return the ids of the items in their order."""
        return [str(item.pk) for item in plan.items.order_by("number")]


class DecisionOut(serializers.Serializer[Any]):
    """One decision as kept."""

    id = serializers.UUIDField()
    suspect_id = serializers.UUIDField()
    charge_id = serializers.UUIDField(allow_null=True)
    decision = serializers.CharField()


class DecisionsOut(serializers.Serializer[Any]):
    """All decisions as kept."""

    decisions = DecisionOut(many=True)


class DisclosureDecisionOut(serializers.Serializer[Any]):
    """One decision as kept."""

    item_id = serializers.UUIDField(source="pk")
    item_number = serializers.IntegerField()
    decision = serializers.CharField(source="prosecutor_decision")


class DisclosureDecisionsOut(serializers.Serializer[Any]):
    """All decisions as kept."""

    decisions = DisclosureDecisionOut(many=True)


class HearingOut(serializers.Serializer[Any]):
    """The hearing as kept."""

    id = serializers.UUIDField()
    hearing_at = serializers.DateTimeField(source="at")
    court_name = serializers.CharField()
    kind = serializers.CharField()
    result = serializers.CharField()
