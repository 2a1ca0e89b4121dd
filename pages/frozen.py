"""What a page stands under when its address carries an evidence link."""

import queries
from data.rights import RefusedError, granted
from views import door, evidence, pin
from views.labels import label


def frozen() -> bool:
    """Draw what the evidence link of the address pins, if there is one; tell whether a page can be shown under it."""
    link = pin.pinned()
    if not link:
        return True
    try:
        found = queries.evidence(link)
        if found.lost:
            evidence.refused(label("evidence.lost"), evidence.lost_lines(found.lost), label("evidence.no_figures"))
            return False
        queries.mark()
    except RefusedError as error:
        door.refused(error, granted(), "address")
        return False
    except queries.EvidenceError:
        evidence.refused(label("evidence.unreadable"))
        return False
    evidence.bar(found.evidence.at, found.changed_rules, found.since, is_newer=found.is_newer)
    return True
