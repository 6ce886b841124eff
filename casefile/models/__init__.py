"""The record: every table of it, one module per noun."""

from casefile.models.allocation import AllocationDecision, SolvabilityFactor
from casefile.models.appeals import Appeal
from casefile.models.cameras import Camera, FootageRequest
from casefile.models.cases import Assignment, BreakGlass, Case
from casefile.models.charges import Charge, RecordedCharge
from casefile.models.conflicts import ConflictOfInterest
from casefile.models.contacts import ContactPoint, SafeContactPlan
from casefile.models.crimes import (
    CrimeCancellation,
    CrimeClassification,
    CrimeOutcome,
    RecordedCrime,
)
from casefile.models.custody import Arrest, Bail, BailCondition
from casefile.models.derived import Derivation, Playback
from casefile.models.events import CaseEvent, EventBody, StreamHead
from casefile.models.exhibits import (
    ContinuityEntry,
    Exhibit,
    ExhibitInitials,
    FormerReference,
    StoredObject,
)
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.forces import Force, OffenceCode, OrganisationUnit, ReferenceEdition
from casefile.models.hand_overs import HandOver, OfficerHandOver
from casefile.models.hearings import Hearing
from casefile.models.interviews import ConvictionPrint, Interview
from casefile.models.jobs import Job
from casefile.models.machines import AnsweredWrite, MachineClient, RateCount
from casefile.models.messages import OutboundMessage
from casefile.models.mg_forms import MGAnswer, MGForm
from casefile.models.numbers import NumberLease, NumberSeries
from casefile.models.people import Person, Suspect, Victim, Witness
from casefile.models.property import PropertyItem, Vehicle
from casefile.models.recordings import BodyWornRecord, CctvRecord, ScreenshotRecord
from casefile.models.reported import DescribedPerson, ReportedFact
from casefile.models.retention import Disposal, DisposalItem, Hold, RetentionPlan
from casefile.models.seals import LogRestore, SealedHead, SealedSpan, SealStamp
from casefile.models.statements import (
    AttendantSignature,
    RemoteSigning,
    Signature,
    StatementCorrection,
    StatementVersion,
    WitnessStatement,
)
from casefile.models.store_checks import OrphanFile, StoreCheck, StoreScan
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
from casefile.models.upload_links import LinkFile, UploadLink
from casefile.models.users import SignInFailure, User, UserRole
from casefile.models.visits import Visit

__all__ = [
    "ActionPlan",
    "ActionPlanItem",
    "AllocationDecision",
    "AnsweredWrite",
    "Appeal",
    "Arrest",
    "Assignment",
    "AttendantSignature",
    "Bail",
    "BailCondition",
    "BodyWornRecord",
    "BreakGlass",
    "Bundle",
    "Camera",
    "Case",
    "CaseEvent",
    "CctvRecord",
    "Charge",
    "ChargingDecision",
    "ConflictOfInterest",
    "ContactPoint",
    "ContinuityEntry",
    "ConvictionPrint",
    "CrimeCancellation",
    "CrimeClassification",
    "CrimeOutcome",
    "Derivation",
    "DescribedPerson",
    "Disposal",
    "DisposalItem",
    "EncryptedTextField",
    "EventBody",
    "Exhibit",
    "ExhibitInitials",
    "FootageRequest",
    "Force",
    "FormerReference",
    "HandOver",
    "Hearing",
    "Hold",
    "Interview",
    "Job",
    "LineOfEnquiry",
    "LinkFile",
    "LogRestore",
    "MGAnswer",
    "MGForm",
    "MachineClient",
    "NumberLease",
    "NumberSeries",
    "OffenceCode",
    "OfficerHandOver",
    "OrganisationUnit",
    "OrphanFile",
    "OutboundMessage",
    "Person",
    "Playback",
    "PropertyItem",
    "RateCount",
    "Receipt",
    "Record",
    "RecordedCharge",
    "RecordedCrime",
    "ReferenceEdition",
    "RemoteSigning",
    "ReportedFact",
    "RetentionPlan",
    "SafeContactPlan",
    "ScreenshotRecord",
    "SealStamp",
    "SealedHead",
    "SealedSpan",
    "ServedFile",
    "SignInFailure",
    "Signature",
    "SolvabilityFactor",
    "StatementCorrection",
    "StatementVersion",
    "StoreCheck",
    "StoreScan",
    "StoredObject",
    "StreamHead",
    "Submission",
    "Suspect",
    "Triage",
    "UnusedMaterial",
    "UploadLink",
    "User",
    "UserRole",
    "Vehicle",
    "Victim",
    "Visit",
    "Witness",
    "WitnessStatement",
]
