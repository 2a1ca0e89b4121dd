"""Closed lists of words that code, SQL and labels share; `tests/test_vocabularies.py` checks them.

Words that are rows of a registry (stages, bands, units counted) or `allowed` values of fields.csv (modes, kinds of activity)
are not repeated here.
"""

SCHOOL_CHANGES = ("opened", "closed", "merged", "renamed", "recoded", "rebanded", "restaged", "moved")
"""The kinds of change of a school between two snapshots, in the order shown (lists/changes/school_changes.sql)."""
PARTNERSHIP_CHANGES = ("begun", "ended", "core_changed", "joined", "left")
"""The kinds of change of a partnership or a membership (lists/changes/partnership_changes.sql)."""
NOT_REAL = ("reclassified", "reporting")
"""The parts of a figure's change without a real change of schools: another class, or different reporting."""
CHANGE_PARTS = ("stayed", "entered", "left", "opened", "closed", *NOT_REAL)
"""The parts of a figure's change, in the order shown (lists/changes/figure_changes.sql)."""
GOAL_STANDINGS = ("met_on_time", "met_late", "met_undated", "not_met", "pending", "no_data", "reference")
"""The standings of a goal (model/9_goals/94_goal_standings.sql)."""
SEVERITIES = ("error", "warning", "info")
"""The severities of a finding, the most severe first."""
