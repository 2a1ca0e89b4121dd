"""The verbs of evidence: the link that pins what is seen now, and how a link stands to what is published today."""

import threading
from collections import OrderedDict
from pathlib import Path

from data.paths import data_folder
from data.store.snapshots import fingerprint
from queries.engine.access import require_area
from queries.engine.pool import engine
from queries.evidence.context import link_in_use
from queries.evidence.link import evidence_of, read_evidence
from queries.evidence.locate import Comparison, compared

_MOST = 64
_lock = threading.Lock()
_kept: OrderedDict[tuple[Path, str, str], Comparison] = OrderedDict()


def evidence_link(place: str, data: Path | None = None) -> str:
    """Return the word that pins a place's snapshots and rules as they are seen here; the same data has the same word.

    Empty where the place has no snapshot.
    """
    link = link_in_use()
    if link and read_evidence(link).place == place:
        return link
    found = [one for one in engine(data).snapshots if one.place == place]
    return evidence_of(place, found).link if found else ""


def evidence(link: str, data: Path | None = None) -> Comparison:
    """Return how a link's data and rules stand to what is published today.

    Raises `EvidenceError` where it is no link, `RefusedError` where the user at work may not see its place.
    """
    folder, asked = data or data_folder(), read_evidence(link)
    require_area(asked.place)
    key = folder, link, fingerprint(folder)
    with _lock:
        if key in _kept:
            return _kept[key]
    found = compared(folder, asked)
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found
