"""Build the lists that pages show: frames from queries, with words, headers and notes."""

from views.exports.listing import Listing
from views.listings.about import About
from views.listings.changes import figure_change_listing, partnership_change_listing, school_change_listing
from views.listings.drilldown import (
    around_listing,
    member_listing,
    partnership_listing,
    partnership_year_listing,
    school_partnership_listing,
    school_year_listing,
)
from views.listings.figures import area_listing, claim_listing, goal_listing
from views.listings.goals import move_listing, programme_listing, standing_listing
from views.listings.pairings import chain_listing, mode_listing, pairing_listing
from views.listings.reported import activity_listing, exchange_listing, fund_listing
from views.listings.units import roster_listing, town_listing, unit_listing, unplaced_listing

__all__ = [
    "About",
    "Listing",
    "activity_listing",
    "area_listing",
    "around_listing",
    "chain_listing",
    "claim_listing",
    "exchange_listing",
    "figure_change_listing",
    "fund_listing",
    "goal_listing",
    "member_listing",
    "mode_listing",
    "move_listing",
    "pairing_listing",
    "partnership_change_listing",
    "partnership_listing",
    "partnership_year_listing",
    "programme_listing",
    "roster_listing",
    "school_change_listing",
    "school_partnership_listing",
    "school_year_listing",
    "standing_listing",
    "town_listing",
    "unit_listing",
    "unplaced_listing",
]
