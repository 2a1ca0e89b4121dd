"""The register of roles: what it grants, and that a faulty one grants nothing."""

import os
from dataclasses import replace

import pytest

from data.rights import Grant, RefusedError, Role, acting, granted, may_publish, require_keep, require_publish
from data.rights.__main__ import main
from data.rights.roles import RolesError, roles
from tests.rights.people import (
    CHIEF,
    CITY,
    COUNTY,
    ELSEWHERE,
    HEADER,
    ISSUER,
    OTHER,
    OWN,
    PLACE,
    ROWS,
    STRANGER,
    VIEWER,
    register,
)

# The Kelvin sign, a ligature and a dotted capital fold to ASCII letters; a full-width sign looks like one.
NO_ADDRESSES = ("chief", "\u212aate@b", "\ufb01rma@b", "\u0130a@b", "a\uff20b", "a b@c", "a@b@c", '"a@b\nc@d"')


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    register(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("user", "grant"),
    [
        (VIEWER, Grant(Role.VIEWER, PLACE)),
        (COUNTY, Grant(Role.COUNTY_EDITOR, OWN)),
        (CITY, Grant(Role.CITY_EDITOR, PLACE)),
        (CHIEF, Grant(Role.ADMINISTRATOR)),
        (STRANGER, None),
        (replace(CITY, email=""), Grant(Role.CITY_EDITOR, PLACE)),
        (replace(CITY, subject="S-CITY"), None),
        (replace(CITY, issuer="https://other.example"), None),
        (replace(COUNTY, email="county@edu.example.evil"), None),
        (replace(COUNTY, email=""), None),
        (replace(COUNTY, subject=COUNTY.email, email=""), None),
        (replace(CITY, subject="s-other", email="s-city"), None),
        (replace(COUNTY, email="COUNTY@EDU.EXAMPLE"), Grant(Role.COUNTY_EDITOR, OWN)),
        (replace(VIEWER, since=0), None),
    ],
)
def test_a_user_holds_what_the_register_says(data, user, grant):
    assert granted(user) == grant


def test_a_change_of_the_register_holds_at_once(data):
    register(data, ROWS.replace(f"county_editor,{OWN}", f"viewer,{OTHER}"))
    os.utime(data / "access" / "roles.csv", ns=(1, 1))
    assert granted(COUNTY) == Grant(Role.VIEWER, OTHER)
    (data / "access" / "roles.csv").unlink()
    assert granted(CHIEF) is None


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("email,role\na@b,viewer\n", ("第 1 行 row 1", "email,subject,issuer,role,area,name")),
        ("who,role,area,name\na@b,viewer,all,\n", ("第 1 行 row 1", "python -m data.rights migrate")),
        (ROWS + "a@b,,,editor,all,\n", ("第 7 行 row 7", "role", "'editor'", "county_editor")),
        (ROWS + "a@b,,,viewer,219999,\n", ("第 7 行 row 7", "area", "'219999'", "areas.csv")),
        (ROWS + "a@b,,,county_editor,211422100,\n", ("第 7 行 row 7", "area", "'211422100'", "areas.csv")),
        (ROWS + "a@b,,,viewer,211402-yjzz,\n", ("第 7 行 row 7", "area", "areas.csv")),
        (ROWS + f"a@b,,,administrator,{PLACE},\n", ("row 7", "area", "an administrator needs all")),
        (ROWS + f"a@b,,,city_editor,{OWN},\n", ("row 7", "area", "a city editor needs a place's code")),
        (ROWS + "a@b,,,county_editor,all,\n", ("row 7", "area", "a county editor needs a county's code")),
        (ROWS + f"VIEWER@edu.example,,,viewer,{PLACE},\n", ("row 7", "email", "is already in row 2")),
        (ROWS + ",,,viewer,all,\n", ("row 7", "email", "empty")),
        (ROWS + "a@b,x,i,viewer,all,\n", ("row 7", "email", "leave subject and issuer empty")),
        (ROWS + "a@b,,i,viewer,all,\n", ("row 7", "email", "leave subject and issuer empty")),
        (ROWS + ",x,,viewer,all,\n", ("row 7", "issuer", "empty")),
        (ROWS + f",s-city,{ISSUER},viewer,all,\n", ("row 7", "subject", "is already in row 5")),
        (ROWS + ",x\u200b,i,viewer,all,\n", ("row 7", "subject", "invisible characters")),
        *((ROWS + f"{one},,,viewer,all,\n", ("row 7", "email", "no e-mail address in ASCII")) for one in NO_ADDRESSES),
        (ROWS + "a@b,,,viewer\n", ("row 7", "wrong number of cells")),
    ],
)
def test_one_faulty_row_lets_nobody_in_and_is_named_with_its_mend(data, rows, told):
    register(data, rows)
    with pytest.raises(RolesError) as fault:
        roles()
    assert len(fault.value.lines) == 1 and all(words in fault.value.lines[0] for words in told)
    assert "@" not in str(fault.value), "persons are not told to whoever reads the page"
    assert granted(CHIEF) is None


def test_a_file_that_is_no_text_lets_nobody_in(data):
    (data / "access" / "roles.csv").write_bytes(ROWS.replace("建昌县", "\udcff").encode("utf-8", "surrogateescape"))
    with pytest.raises(RolesError, match="UTF-8"):
        roles()
    assert granted(CHIEF) is None


def test_the_register_of_old_is_written_anew_beside_it(data, capsys):
    old = "who,role,area,name\nLi@edu.example,viewer,all,李\ns-1,administrator,all,\n"
    path = register(data, old)
    assert main(["migrate", "--data", str(data)]) == 1
    assert "row 3" in capsys.readouterr().err and not path.with_name("roles-new.csv").exists()
    assert main(["migrate", "--data", str(data), "--issuer", ISSUER]) == 0
    assert path.read_text(encoding="utf-8") == old
    path.with_name("roles-new.csv").replace(path)
    assert roles() == {
        ("", "li@edu.example"): Grant(Role.VIEWER),
        (ISSUER, "s-1"): Grant(Role.ADMINISTRATOR),
    }
    assert main(["migrate", "--data", str(data)]) == 1


def test_words_of_a_chinese_office_are_understood(data):
    register(data, f"\ufeff{HEADER}a@b,,,管理员,全部,\nb@b,,,县区编辑,211422,\n")
    assert [grant.role for grant in roles().values()] == [Role.ADMINISTRATOR, Role.COUNTY_EDITOR]


@pytest.mark.parametrize(
    ("user", "place", "touched", "may"),
    [
        (CHIEF, ELSEWHERE, {OTHER}, True),
        (CITY, PLACE, {OWN, OTHER}, True),
        (CITY, ELSEWHERE, {OWN}, False),
        (COUNTY, PLACE, {OWN}, True),
        (COUNTY, PLACE, {OWN, OTHER}, False),
        (COUNTY, PLACE, {PLACE}, False),
        (COUNTY, PLACE, set(), False),
        (COUNTY, ELSEWHERE, {OWN}, False),
        (VIEWER, PLACE, {OWN}, False),
        (STRANGER, PLACE, {OWN}, False),
    ],
)
def test_who_may_publish_what(data, user, place, touched, may):
    assert may_publish(user, place, touched) is may
    with acting(user):
        if may:
            require_publish(place, touched)
        else:
            with pytest.raises(RefusedError):
                require_publish(place, touched)


@pytest.mark.parametrize(("user", "may"), [(CHIEF, True), (CITY, True), (COUNTY, False), (VIEWER, False)])
def test_who_may_restore_and_remove(data, user, may):
    with acting(user):
        if may:
            require_keep(PLACE)
        else:
            with pytest.raises(RefusedError):
                require_keep(PLACE)


def test_the_command_line_is_the_operators(data):
    require_keep(PLACE)
    require_publish(ELSEWHERE, set())
