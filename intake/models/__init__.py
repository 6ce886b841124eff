"""Reports from the public, the drafts they grow from, and what the crime desk did with them."""

from intake.models.alarms import AlarmCall, ReportAlarm
from intake.models.area_advice import AreaAdvice
from intake.models.assessments import PriorityChange, RiskAssessment
from intake.models.come_back import ComeBackCode
from intake.models.complaints import Complaint
from intake.models.decisions import DeskDecision
from intake.models.desk_work import (
    BulkAction,
    DeskLease,
    DeskNotice,
    SavedSearch,
    SearchHit,
)
from intake.models.drafts import Draft, DraftFile, hash_of
from intake.models.email_checks import EmailCheck
from intake.models.figures import ServiceCount
from intake.models.flags import ReportFlag
from intake.models.intelligence import IntelligenceReport
from intake.models.matching import MatchKey, ProposedLink
from intake.models.partners import PartnerClient, PartnerWrite
from intake.models.passing_on import ReporterTold, ReportTransfer
from intake.models.questions_asked import DeskQuestion, DeskQuestionQuerySet, ReportAddition
from intake.models.reports import (
    CrimeReport,
    CrimeReportQuerySet,
    IncidentLog,
    ReportAnswer,
    ReportFile,
)
from intake.models.sign_offs import SignOff

__all__ = [
    "AlarmCall",
    "AreaAdvice",
    "BulkAction",
    "ComeBackCode",
    "Complaint",
    "CrimeReport",
    "CrimeReportQuerySet",
    "DeskDecision",
    "DeskLease",
    "DeskNotice",
    "DeskQuestion",
    "DeskQuestionQuerySet",
    "Draft",
    "DraftFile",
    "EmailCheck",
    "IncidentLog",
    "IntelligenceReport",
    "MatchKey",
    "PartnerClient",
    "PartnerWrite",
    "PriorityChange",
    "ProposedLink",
    "ReportAddition",
    "ReportAlarm",
    "ReportAnswer",
    "ReportFile",
    "ReportFlag",
    "ReportTransfer",
    "ReporterTold",
    "RiskAssessment",
    "SavedSearch",
    "SearchHit",
    "ServiceCount",
    "SignOff",
    "hash_of",
]
