"""The verbs: public functions that take a `Scope`, query the snapshots in DuckDB, and return pandas frames.

This room does not know Streamlit.
"""

from data.registry.rows import outlines
from data.rights import own_county
from queries.areas import area_towns, area_values, profile
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
from queries.changes import (
    change_counts,
    changed_areas,
    figure_change_units,
    figure_changes,
    figures_since,
    partnership_changes,
    school_changes,
)
from queries.collaboration import TOPICS, topic_groups, topic_rows
from queries.definitions import definitions, model_definitions
from queries.engine.access import require_area
from queries.engine.arithmetic import figure_of, share
from queries.evidence.context import using_link
from queries.evidence.link import EvidenceError
from queries.evidence.locate import Comparison
from queries.evidence_links import evidence, evidence_link
from queries.figures import area_trend, measures, own_line, towns, trend, unit_counts, units
from queries.goals import goal_years, judged_areas, progress, progress_since
from queries.map_layers import Filters, data_version, flows, map_pairings, map_schools, no_pairings, no_schools, rosters
from queries.partnerships import (
    activities,
    chains,
    funds,
    pairings,
    partnership,
    partnership_activities,
    partnership_funds,
    partnership_members,
    partnership_modes,
    partnerships,
    school_partnerships,
)
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
from queries.schools import nearest, neighbours, school, school_facts, schools
from queries.scope import Page, Scope
from queries.search import search

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
    "area_trend",
    "area_values",
    "chains",
    "change_counts",
    "changed_areas",
    "completeness",
    "damages",
    "data_version",
    "definitions",
    "doubtful_leads",
    "evidence",
    "evidence_link",
    "figure_change_units",
    "figure_changes",
    "figure_of",
    "figures_since",
    "flows",
    "funds",
    "goal_years",
    "indicators",
    "judged_areas",
    "map_pairings",
    "map_schools",
    "measures",
    "model_definitions",
    "namesakes",
    "nearest",
    "neighbours",
    "no_pairings",
    "no_schools",
    "odd_figures",
    "outlines",
    "outside",
    "own_county",
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
    "places",
    "profile",
    "programme",
    "programmes",
    "progress",
    "progress_since",
    "quality_counts",
    "require_area",
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
    "using_link",
]
