"""What is stored, one module a noun."""

from .assessments import Assessment, Basis, Reconciliation, Revision
from .audit import AuditEvent
from .explanations import MetricSpread, Movement, TrustExplanation
from .members import QuarterTrust
from .oversight import OversightKind, OversightRecord
from .page_generation import PageGeneration
from .people import TrustSubmitter
from .plans import PlannedPublication, PlanState
from .published import FigureKind, FigureLayout, PublishedFigure
from .quarters import Quarter
from .results import DomainScore, MetricScore, SegmentAssignment
from .statements import Ruling, StatementDecision, TrustStatement
from .submissions import (
    MetricValue,
    Origin,
    Submission,
    SubmissionState,
    SubmittedFile,
    ValueState,
)
from .uploads import Upload, UploadKind, UploadState

__all__ = [
    "Assessment",
    "AuditEvent",
    "Basis",
    "DomainScore",
    "FigureKind",
    "FigureLayout",
    "MetricScore",
    "MetricSpread",
    "MetricValue",
    "Movement",
    "Origin",
    "OversightKind",
    "OversightRecord",
    "PageGeneration",
    "PlanState",
    "PlannedPublication",
    "PublishedFigure",
    "Quarter",
    "QuarterTrust",
    "Reconciliation",
    "Revision",
    "Ruling",
    "SegmentAssignment",
    "StatementDecision",
    "Submission",
    "SubmissionState",
    "SubmittedFile",
    "TrustExplanation",
    "TrustStatement",
    "TrustSubmitter",
    "Upload",
    "UploadKind",
    "UploadState",
    "ValueState",
]
