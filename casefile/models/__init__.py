"""The record: every table of it, one module per noun."""

from casefile.models.cases import Assignment, BreakGlass, Case
from casefile.models.charges import Charge, RecordedCharge
from casefile.models.crimes import RecordedCrime
from casefile.models.custody import Arrest, Bail, BailCondition
from casefile.models.events import CaseEvent, EventBody, StreamHead
from casefile.models.exhibits import ContinuityEntry, Exhibit, StoredObject
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.forces import Force, OffenceCode, OrganisationUnit, ReferenceEdition
from casefile.models.hearings import Hearing
from casefile.models.interviews import ConvictionPrint, Interview
from casefile.models.jobs import Job
from casefile.models.messages import OutboundMessage
from casefile.models.mg_forms import MGAnswer, MGForm
from casefile.models.numbers import NumberLease, NumberSeries
from casefile.models.people import (
    ContactPoint,
    Person,
    SafeContactPlan,
    Suspect,
    Victim,
    Witness,
)
from casefile.models.statements import Signature, StatementVersion, WitnessStatement
from casefile.models.submissions import (
    ActionPlan,
    ActionPlanItem,
    Bundle,
    ChargingDecision,
    Receipt,
    ServedFile,
    Submission,
    Triage,
)
from casefile.models.unused_material import LineOfEnquiry, UnusedMaterial
from casefile.models.users import SignInFailure, User, UserRole

__all__ = [
    "ActionPlan",
    "ActionPlanItem",
    "Arrest",
    "Assignment",
    "Bail",
    "BailCondition",
    "BreakGlass",
    "Bundle",
    "Case",
    "CaseEvent",
    "Charge",
    "ChargingDecision",
    "ContactPoint",
    "ContinuityEntry",
    "ConvictionPrint",
    "EncryptedTextField",
    "EventBody",
    "Exhibit",
    "Force",
    "Hearing",
    "Interview",
    "Job",
    "LineOfEnquiry",
    "MGAnswer",
    "MGForm",
    "NumberLease",
    "NumberSeries",
    "OffenceCode",
    "OrganisationUnit",
    "OutboundMessage",
    "Person",
    "Receipt",
    "Record",
    "RecordedCharge",
    "RecordedCrime",
    "ReferenceEdition",
    "SafeContactPlan",
    "ServedFile",
    "SignInFailure",
    "Signature",
    "StatementVersion",
    "StoredObject",
    "StreamHead",
    "Submission",
    "Suspect",
    "Triage",
    "UnusedMaterial",
    "User",
    "UserRole",
    "Victim",
    "Witness",
    "WitnessStatement",
]
