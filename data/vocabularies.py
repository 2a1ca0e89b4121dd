"""Closed lists of words that code, SQL and labels share; `tests/test_vocabularies.py` walks them.

What is a row of a registry (stages, bands, units counted) or an `allowed` value of fields.csv (modes, kinds of activity) is
not repeated here.
"""

SCHOOL_CHANGES = ("opened", "closed", "merged", "renamed", "recoded", "rebanded", "restaged", "moved")
"""What may become of a school between two snapshots, in the order it is shown (lists/changes/school_changes.sql)."""
PARTNERSHIP_CHANGES = ("begun", "ended", "core_changed", "joined", "left")
"""What may become of a partnership or a membership (lists/changes/partnership_changes.sql)."""
NOT_REAL = ("reclassified", "reporting")
"""The parts of a figure's change that are no change of the schools: another class, or another reporting."""
CHANGE_PARTS = ("stayed", "entered", "left", "opened", "closed", *NOT_REAL)
"""What a figure's change is made of, in the order it is shown (lists/changes/figure_changes.sql)."""
GOAL_STANDINGS = ("met_on_time", "met_late", "met_undated", "not_met", "pending", "no_data", "reference")
"""Where a goal may stand (model/goal_standings)."""
SEVERITIES = ("error", "warning", "info")
"""How grave a finding is, the gravest first."""
