"""The admin site: everything that is stored, to be looked at."""

from . import assessments, audit, oversight, submissions

__all__ = ["assessments", "audit", "oversight", "submissions"]
