"""Say in words which clauses a figure rests on and what it leaves out."""

from collections.abc import Mapping

from data.registry.rows import registry
from views.text.labels import indicator_rule, label, named, programme_rule


def clauses(indicator: Mapping[str, str], programme: Mapping[str, str]) -> str:
    """Return the clauses of the goals that a programme sets on an indicator, each after its goal."""
    ids = (programme["programme_id"], indicator["indicator_id"])
    goals = [row for row in registry("goals") if (row["programme_id"], row["indicator_id"]) == ids]
    return label("clause_mark").join(
        label("clause_of_goal", goal=f"{row['goal_id']} {named(row)}", clause=row["clause"]) for row in goals
    )


def exclusions(indicator: Mapping[str, str], programme: Mapping[str, str]) -> str:
    """Return what an indicator leaves out: areas without data and, if the programme's rule applies, what that rule excludes."""
    by_programme = programme_rule(programme) in indicator_rule(indicator, programme)
    return f"{label('exclusions.paired') if by_programme else ''}{label('exclusions.silent')}"
