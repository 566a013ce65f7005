"""What is stored, one module a noun."""

from .assessments import Assessment, Basis, Reconciliation, Revision
from .audit import AuditEvent
from .explanations import MetricSpread, Movement, TrustExplanation
from .members import QuarterTrust
from .oversight import OversightKind, OversightRecord
from .published import FigureKind, PublishedFigure
from .quarters import Quarter
from .results import DomainScore, MetricScore, SegmentAssignment
from .submissions import (
    MetricValue,
    Origin,
    Submission,
    SubmissionState,
    SubmittedFile,
    ValueState,
)

__all__ = [
    "Assessment",
    "AuditEvent",
    "Basis",
    "DomainScore",
    "FigureKind",
    "MetricScore",
    "MetricSpread",
    "MetricValue",
    "Movement",
    "Origin",
    "OversightKind",
    "OversightRecord",
    "PublishedFigure",
    "Quarter",
    "QuarterTrust",
    "Reconciliation",
    "Revision",
    "SegmentAssignment",
    "Submission",
    "SubmissionState",
    "SubmittedFile",
    "TrustExplanation",
    "ValueState",
]
