"""Every question the product can answer; knows DuckDB, not Streamlit.

The public verbs return pandas frames and take a frozen `Scope`.
"""

from data.registry.rows import outlines
from data.rights import bound
from queries.areas import area_towns, area_values, profile
from queries.areas_in_brief import course, judged_areas, moved_areas, own_line, unit_counts
from queries.catalogue import (
    NoSnapshotError,
    damages,
    indicators,
    places,
    programme,
    programmes,
    seen_on,
    snapshots,
)
from queries.changes import change_counts, figure_change_units, figure_changes, partnership_changes, school_changes
from queries.collaboration import TOPICS, topic_groups, topic_rows
from queries.definitions import definitions, model_definitions
from queries.drilldown import (
    nearest,
    neighbours,
    partnership,
    partnership_activities,
    partnership_funds,
    partnership_members,
    partnerships,
    school,
    school_facts,
    school_partnerships,
)
from queries.engine.access import demand
from queries.engine.arithmetic import figure_of, share
from queries.evidence.context import pinned_to
from queries.evidence.link import EvidenceError
from queries.evidence.locate import Comparison
from queries.evidence_links import evidence, evidence_link
from queries.map_layers import Filters, flows, map_pairings, map_schools, mark, no_pairings, no_schools, rosters
from queries.quality import (
    CHECKS,
    LEADS,
    completeness,
    doubtful_leads,
    namesakes,
    odd_figures,
    outside,
    paired_twice,
    quality_counts,
    unplaced,
    unstated,
)
from queries.scope import Page, Scope
from queries.search import search
from queries.verbs import (
    activities,
    chains,
    funds,
    goal_years,
    measures,
    moved,
    moves,
    pairings,
    partnership_modes,
    progress,
    schools,
    towns,
    trend,
    units,
)

__all__ = [
    "CHECKS",
    "LEADS",
    "TOPICS",
    "Comparison",
    "EvidenceError",
    "Filters",
    "NoSnapshotError",
    "Page",
    "Scope",
    "activities",
    "area_towns",
    "area_values",
    "bound",
    "chains",
    "change_counts",
    "completeness",
    "course",
    "damages",
    "definitions",
    "demand",
    "doubtful_leads",
    "evidence",
    "evidence_link",
    "figure_change_units",
    "figure_changes",
    "figure_of",
    "flows",
    "funds",
    "goal_years",
    "indicators",
    "judged_areas",
    "map_pairings",
    "map_schools",
    "mark",
    "measures",
    "model_definitions",
    "moved",
    "moved_areas",
    "moves",
    "namesakes",
    "nearest",
    "neighbours",
    "no_pairings",
    "no_schools",
    "odd_figures",
    "outlines",
    "outside",
    "own_line",
    "paired_twice",
    "pairings",
    "partnership",
    "partnership_activities",
    "partnership_changes",
    "partnership_funds",
    "partnership_members",
    "partnership_modes",
    "partnerships",
    "pinned_to",
    "places",
    "profile",
    "programme",
    "programmes",
    "progress",
    "quality_counts",
    "rosters",
    "school",
    "school_changes",
    "school_facts",
    "school_partnerships",
    "schools",
    "search",
    "seen_on",
    "share",
    "snapshots",
    "topic_groups",
    "topic_rows",
    "towns",
    "trend",
    "unit_counts",
    "units",
    "unplaced",
    "unstated",
]
