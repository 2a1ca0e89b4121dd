"""The verbs of evidence links: the link of the data in use, and the comparison of a link with the current data."""

from pathlib import Path
from threading import Condition

from cachetools import LRUCache, cached

from data.paths import data_folder
from data.store.snapshots import fingerprint
from queries.engine.access import require_area
from queries.engine.pool import engine
from queries.evidence.context import link_in_use
from queries.evidence.link import evidence_of, read_evidence
from queries.evidence.locate import Comparison, compared

_MOST = 64


def evidence_link(place: str) -> str:
    """Return the evidence link of a place's snapshots and rules in use; the same data and rules give the same link.

    Empty if the place has no snapshot.
    """
    link = link_in_use()
    if link and read_evidence(link).place == place:
        return link
    found = [one for one in engine().snapshots if one.place == place]
    return evidence_of(place, found).link if found else ""


def evidence(link: str) -> Comparison:
    """Return a link's data and rules compared with the current ones.

    Raises `EvidenceError` if it is not a link, `RefusedError` if the current user may not see its place.
    """
    require_area(read_evidence(link).place)
    folder = data_folder()
    return _compared(link, folder, fingerprint(folder))


@cached(LRUCache[tuple[object, ...], Comparison](_MOST), condition=Condition())
def _compared(link: str, _folder: Path, _mark: str) -> Comparison:
    """Compare a link; cached for the same folder and fingerprint."""
    return compared(read_evidence(link))
