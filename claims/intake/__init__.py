"""Taking article files in, each whole or not at all: which files, what came of each, and the report of it."""

from claims.intake.files import Found, find
from claims.intake.report import Outcome, Report, Row
from claims.intake.taking import Intake, rehearsal

__all__ = ["Found", "Intake", "Outcome", "Report", "Row", "find", "rehearsal"]
