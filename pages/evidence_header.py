"""The bar above a page whose URL has an evidence link."""

import queries
from data.rights import RefusedError, granted
from views.shell import evidence_bar, evidence_link, sign_in_page
from views.shell.turns import turn_lent
from views.text.labels import label


def draw_evidence_header() -> bool:
    """Draw the bar of the URL's evidence link, if it has one.

    Return whether a page can be shown: False if the link is unreadable, refused, or its data is lost.
    """
    link = evidence_link.link_in_use()
    if not link:
        return True
    try:
        with turn_lent():  # opening the link's data may compute a large model in a process of its own
            found = queries.evidence(link)
            if not found.lost:
                queries.data_version()
    except RefusedError as error:
        sign_in_page.refused(error, granted(), "address")
        return False
    except queries.EvidenceError:
        evidence_bar.refused(label("evidence.unreadable"))
        return False
    if found.lost:
        evidence_bar.refused(label("evidence.lost"), evidence_bar.lost_lines(found.lost), label("evidence.no_figures"))
        return False
    evidence_bar.bar(found.evidence.at, found.changed_rules, found.since, is_newer=found.is_newer)
    return True
