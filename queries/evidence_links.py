"""The verbs of evidence: the link that pins what is seen now, and how a link stands to what is published today."""

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
    """Return the word that pins a place's snapshots and rules as they are seen here; the same data has the same word.

    Empty where the place has no snapshot.
    """
    link = link_in_use()
    if link and read_evidence(link).place == place:
        return link
    found = [one for one in engine().snapshots if one.place == place]
    return evidence_of(place, found).link if found else ""


def evidence(link: str) -> Comparison:
    """Return how a link's data and rules stand to what is published today.

    Raises `EvidenceError` where it is no link, `RefusedError` where the user at work may not see its place.
    """
    require_area(read_evidence(link).place)
    folder = data_folder()
    return _compared(link, folder, fingerprint(folder))


@cached(LRUCache[tuple[object, ...], Comparison](_MOST), condition=Condition())
def _compared(link: str, _folder: Path, _mark: str) -> Comparison:
    """Compare once for the same data of the same folder, the one in use."""
    return compared(read_evidence(link))
