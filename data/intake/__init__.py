"""Bureaus' sheets in, snapshots out: read a sheet → recognise columns → check → publish."""

from data.intake.publishing import publish
from data.intake.reading import Reading, check

__all__ = ["Reading", "check", "publish"]
