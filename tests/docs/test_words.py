"""The documents name what is there, and say it in plain words."""

import re

from data.paths import PROJECT
from tests.docs.documents import ALL, ENGLISH, name, prose, text

ROOMS = r"(?:data|queries|tests|docs|views|pages|\.streamlit|\.ci)/"
NOT_PLAIN = r"\b(?:whoever|whatever becomes|nobody|anybody|somebody|told|stands|stood|mend(?:s|ed)?|he|his|him)\b"
PLACE_HOLDERS = ("NAME", "SECTION", "STAGE", "TOPIC")


def test_every_path_and_link_leads_somewhere() -> None:
    lost = set()
    for path in ALL:
        words = re.sub(r"^```.*?^```", "", text(path), flags=re.M | re.S)
        found = {PROJECT / one for one in re.findall(rf"`({ROOMS}[\w./-]*[\w/])`", words)}
        links = [one.partition("#") for one in re.findall(r"\]\((?!https?:)([^)]+)\)", words)]
        found |= {(path.parent / target).resolve() for target, _, _ in links if target}
        for target, _, anchor in links:
            if anchor and anchor not in anchors(text((path.parent / target).resolve() if target else path)):
                lost.add(f"{name(path)}: #{anchor}")
        lost |= {
            one.relative_to(PROJECT).as_posix()
            for one in found
            if not one.exists() and not any(word in one.as_posix() for word in PLACE_HOLDERS)
        }
    assert lost == set()


def anchors(words: str) -> set[str]:
    """Return the anchors of the headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", words, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_no_document_uses_words_that_must_be_read_twice() -> None:
    found = {
        f"{name(path)}: {line.strip()[:120]}"
        for path in ENGLISH
        for line in prose(text(path)).splitlines()
        if re.search(NOT_PLAIN, line)
    }
    assert found == set()
