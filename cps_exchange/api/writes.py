"""Calls that write about one submission."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casefile.gates import Gate
from casefile.models import Submission
from casefile.services import decisions
from casefile.services.decisions import Decided
from cps_exchange import inbound, serializers
from cps_exchange.api.base import SubmissionWrite

TRIAGE = Gate("machine", "exchange:triage")
DECIDE = Gate("machine", "exchange:decide")


class Receipt(SubmissionWrite):
    """These hashes arrived; each is compared with what was sent."""

    gate = TRIAGE
    input_serializer = serializers.ReceiptIn
    output_serializer = serializers.ReceiptOut

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        return decisions.acknowledge(submission=submission, **values, by=self.actor(), at=at)


class Triage(SubmissionWrite):
    """The file is accepted at first look, or rejected with reasons and a day to respond by."""

    gate = TRIAGE
    input_serializer = serializers.TriageIn
    output_serializer = serializers.TriageOut

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        return decisions.triage(submission=submission, **values, by=self.actor(), at=at)


class Assessment(SubmissionWrite):
    """The Director's Guidance Assessment; a file without failures passes."""

    gate = TRIAGE
    input_serializer = serializers.AssessmentIn
    output_serializer = serializers.AssessmentOut

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        return inbound.assess(submission=submission, **values, by=self.actor(), at=at)


class ActionPlan(SubmissionWrite):
    """What is still needed, why, and by when."""

    gate = DECIDE
    input_serializer = serializers.ActionPlanIn
    output_serializer = serializers.ActionPlanOut

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        return decisions.issue_plan(submission=submission, **values, by=self.actor(), at=at)


class Decisions(SubmissionWrite):
    """A decision for each suspect, and for each offence that is decided on its own."""

    gate = DECIDE
    input_serializer = serializers.DecisionsIn
    output_serializer = serializers.DecisionsOut

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        rows = [Decided(**row) for row in values["decisions"]]
        made = decisions.decide(submission=submission, decisions=rows, by=self.actor(), at=at)
        return {"decisions": made}


class DisclosureDecisions(SubmissionWrite):
    """Decisions on items of the non-sensitive schedule."""

    gate = DECIDE
    input_serializer = serializers.DisclosureDecisionsIn
    output_serializer = serializers.DisclosureDecisionsOut

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        made = inbound.decide_disclosure(submission=submission, **values, by=self.actor(), at=at)
        return {"decisions": made}
