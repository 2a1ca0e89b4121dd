"""Bureaus' sheets in, snapshots out: read a sheet → recognise columns → check → publish."""

from data.intake.pipeline import Reading, check
from data.intake.publish import publish

__all__ = ["Reading", "check", "publish"]
