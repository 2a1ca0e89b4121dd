"""The groups of a topic add up the rows of its list, and the rows behind a group are exactly its own."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import queries
from data.paths import PROJECT
from queries import Page, Scope
from tests.folder import in_folder

DATA = PROJECT / "data"
SCOPES = [
    Scope("huludao-2020"), Scope("huludao-2020", None, "211421"), Scope("liaoyang-2018"), Scope("kaiyuan-2024"),
    Scope("baoshan-2016"), Scope("zibo-2019"), Scope("zibo-2019", None, "370303"),
]  # fmt: skip
Record = dict[str, Any]


def every(_: Record) -> bool:
    return True


def border(row: Record) -> str:
    if row["core_name"] is None:
        return "no_core"
    return "city" if row["crosses_city"] else "area" if row["crosses_area"] else "inside"


def links(row: Record) -> str:
    return "-".join(step for step in ("kindergartens", "primaries", "juniors", "seniors") if row[step] > 0)


# Of each topic: where its rows come from, which of them, the group of each, the columns added up.
TOPICS: dict[str, tuple[Callable[..., pd.DataFrame], Callable[[Record], Any], Callable[[Record], Any], tuple[str, ...]]]
TOPICS = {
    "modes": (queries.pairings, lambda row: row["is_active"], lambda row: row["mode"], ()),
    "borders": (queries.pairings, lambda row: row["is_active"], border, ()),
    "chains": (queries.chains, every, links, ()),
    "activities": (queries.activities, every, lambda row: row["kind"], ("participants",)),
    "exchanges": (
        queries.activities, lambda row: (row["teachers"], row["cadres"]) != (None, None), lambda row: row["area_code"],
        ("teachers", "cadres"),
    ),
    "tasks": (queries.funds, every, lambda row: row["task"], ("amount",)),
    "schools": (queries.funds, every, lambda row: row["school_id"], ("amount",)),
}  # fmt: skip


def rows_of(topic: str, scope: Scope) -> dict[Any, list[Record]]:
    """Return the rows of a topic by group, read one by one."""
    verb, about, group, _ = TOPICS[topic]
    frame = in_folder(DATA, verb, scope)
    found: dict[Any, list[Record]] = defaultdict(list)
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        if about(row):
            found[group(row)].append(row)
    return found


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_groups_add_up_the_rows_and_open_them(topic: str, scope: Scope) -> None:
    expected, by = rows_of(topic, scope), queries.TOPICS[topic].by[0]
    groups = in_folder(DATA, queries.topic_groups, scope, topic)
    found = {None if pd.isna(row[by]) else row[by]: row for row in groups.to_dict("records")}
    assert {group: row["entries"] for group, row in found.items()} == {key: len(rows) for key, rows in expected.items()}
    for column in TOPICS[topic][3]:
        for group, rows in expected.items():
            stated = [row[column] for row in rows if row[column] is not None]
            if stated:
                assert found[group][column] == pytest.approx(sum(stated))
            else:
                assert pd.isna(found[group][column]), "nobody said is not 0"
    key = {"pairings": "member_id", "chains": "partnership_id", "activities": "activity_id", "funds": "fund_id"}
    name = key[queries.TOPICS[topic].list]
    for group, rows in expected.items():
        mine = in_folder(DATA, queries.topic_rows, scope, topic, group)
        assert list(mine[name]) == [row[name] for row in rows], "in the order of the list"
    everything = in_folder(DATA, queries.topic_rows, scope, topic, everything=True)
    assert Counter(everything[name]) == Counter(row[name] for rows in expected.values() for row in rows)


def test_the_most_come_first_and_what_is_no_school_s_is_a_group_too() -> None:
    money = in_folder(DATA, queries.topic_groups, Scope("huludao-2020"), "schools")
    assert list(money["amount"]) == sorted(money["amount"], reverse=True)
    sizes = in_folder(DATA, queries.topic_groups, Scope("huludao-2020"), "activities")["entries"]
    assert list(sizes) == sorted(sizes, reverse=True)
    schools = in_folder(DATA, queries.topic_groups, Scope("baoshan-2016"), "schools")
    assert len(schools[schools["school_id"].isna()]) <= 1


def test_pages_of_a_group_put_together_are_the_group() -> None:
    scope, group = Scope("huludao-2020"), "集团式"
    whole = in_folder(DATA, queries.topic_rows, scope, "modes", group)
    pages = [
        in_folder(DATA, queries.topic_rows, scope, "modes", group, page=Page(at, 7)) for at in range(0, len(whole), 7)
    ]
    assert len(whole) > 14 and {page.attrs["of"] for page in pages} == {len(whole)}
    columns = ["partnership_id", "member_id", "distance_km"]
    pd.testing.assert_frame_equal(pd.concat(pages, ignore_index=True)[columns], whole[columns])
