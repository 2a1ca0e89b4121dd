"""Turn bureaus' sheets into snapshots: read a sheet, recognise its columns, check it, publish it."""

from data.intake.pipeline import Reading, check
from data.intake.publish import publish

__all__ = ["Reading", "check", "publish"]
