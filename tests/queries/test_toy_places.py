"""Two more hand-counted places under rules of the real registry: 淄博 by site, 开原 by township."""

import math
from pathlib import Path

from queries import Scope, measures, places, units
from tests.folder import in_folder
from tests.queries.city import INDICATOR, counts, pairing, publish_city, school


def test_zibo_counts_each_site_wherever_it_is_managed(tmp_path: Path) -> None:
    # Sites Z2 Z3 Z4 of 淄川区; only Z3 is a member: 1 of 3, though Z2 manages it. 张店区: Y1 by an urban school
    # that is no quality school: 0 of 1.
    schools = [
        school("Z1", "370302", "111", is_quality=True),
        school("Z2", "370302", "121"),
        school("Z3", "370302", "220", "教学点", managing_school_id="Z2"),
        school("Z4", "370302", "220", "教学点", managing_school_id="Z1"),
        school("Y0", "370303", "111", is_quality=False),
        school("Y1", "370303", "122", "初中"),
    ]
    publish_city(tmp_path, "370300", schools, [pairing("Z1", "Z3"), pairing("Y0", "Y1")])
    found = counts(in_folder(tmp_path, measures, Scope("zibo-2019"), INDICATOR))
    assert len(found) == 9
    assert (found["370300"], found["370302"], found["370303"]) == ((1, 4), (1, 3), (0, 1))
    assert all(count == (0, 0) for area, count in found.items() if area not in ("370300", "370302", "370303"))


def test_kaiyuan_is_drilled_down_by_township_and_any_school_may_lead(tmp_path: Path) -> None:
    # 威远堡镇: K2 and K3, K3 led by the rural K2 that nobody calls a quality school: 1 of 2.
    # 未注明乡镇: K4 and K5, K5 led by a school of another city: 1 of 2. 新城街道: only the urban K1: 0 of 0.
    # Villages managed by K2 still count by themselves.
    schools = [
        school("K1", "211282", "111", town_code="211282001"),
        school("K2", "211282", "121", town_code="211282102"),
        school("K3", "211282", "220", "教学点", town_code="211282102", managing_school_id="K2"),
        school("K4", "211282", "220"),
        school("K5", "211282", "210"),
    ]
    arcs = [pairing("K2", "K3"), pairing(None, "K5", core_name="沈阳一小", core_place="沈阳市")]
    publish_city(tmp_path, "211282", schools, arcs)
    found = in_folder(tmp_path, measures, Scope("kaiyuan-2024"), INDICATOR)
    figures = counts(found)
    assert len(figures) == 1 + 20 + 1
    assert figures["211282"] == (2, 4)
    assert figures["211282102"] == (1, 2)
    assert figures["211282-0"] == (1, 2)
    assert figures["211282001"] == (0, 0)
    assert math.isnan(found.set_index("area_code").loc["211282001", "value"])
    assert list(
        in_folder(tmp_path, units, Scope("kaiyuan-2024", area="211282-0"), INDICATOR, missing=True)["unit_id"]
    ) == ["K4"]


def test_the_area_not_stated_is_left_out_where_every_school_states_its_township(tmp_path: Path) -> None:
    publish_city(tmp_path, "211282", [school("K2", "211282", "121", town_code="211282102")])
    assert "211282-0" not in counts(in_folder(tmp_path, measures, Scope("kaiyuan-2024"), INDICATOR))
    assert "211282-0" not in set(in_folder(tmp_path, places, "211282")["area_code"])
    assert in_folder(tmp_path, places, "211282")["area_code"].iloc[0] == "211282"


def test_two_places_published_together_keep_their_figures_apart(tmp_path: Path) -> None:
    # The same school and partnership ids in two places: S3 is a member in 淄博 only, and 淄博's pairing has ended.
    for place, county, members, ended in (("370300", "370302", ("S3",), True), ("211000", "211021", ("S2",), False)):
        rows = [school("S1", county, "111", is_quality=True), school("S2", county, "220"), school("S3", county, "220")]
        publish_city(tmp_path, place, rows, [pairing("S1", *members, partnership_id="P", is_ended=ended)])
    assert counts(in_folder(tmp_path, measures, Scope("zibo-2019"), INDICATOR))["370300"] == (0, 2)
    assert counts(in_folder(tmp_path, measures, Scope("liaoyang-2018"), INDICATOR))["211000"] == (1, 2)
