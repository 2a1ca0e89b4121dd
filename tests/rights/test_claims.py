"""What a token says: an address, a subject or a moment that is not certain lets nobody in."""

import math
import time

import pytest

from data.rights import NOBODY, granted
from data.rights.claims import NO_ACCOUNT, NO_TIME, OUTDATED, TRUSTED, user_of
from tests.rights.people import CITY, COUNTY, HEADER, ISSUER, claims, register

GONE = type("Missing", (), {"__repr__": lambda _: "missing"})()  # a claim the token does not have


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    register(tmp_path)
    return tmp_path


def read(user, **instead):
    told = {key: value for key, value in claims(user, **instead).items() if value is not GONE}
    return user_of(told)


def test_a_token_that_says_everything_lets_in():
    user, why = read(COUNTY, name="张老师", exp=COUNTY.since + 300)
    assert (user.email, user.name, user.issuer, why) == (COUNTY.email, "张老师", ISSUER, "")
    assert granted(user)


@pytest.mark.parametrize("verified", [GONE, None, False, 1, 1.0, "true", "True", [True], {"a": 1}], ids=repr)
def test_an_address_counts_only_where_it_is_literally_verified(verified):
    user, why = read(COUNTY, email_verified=verified)
    assert (user.email, user.subject, why) == ("", COUNTY.subject, "") and granted(user) is None
    assert granted(read(CITY, email_verified=verified)[0]), "a subject needs no address"


@pytest.mark.parametrize(
    ("verified", "trusted", "counts"),
    [
        (GONE, ISSUER, True),
        (None, f"https://other.example {ISSUER}", True),
        ("true", ISSUER, True),
        (False, ISSUER, False),
        ("false", ISSUER, False),
        (0, ISSUER, False),
        (1, ISSUER, False),
        (GONE, f"{ISSUER}/", False),
        (GONE, ISSUER[:-1], False),
        (GONE, "", False),
    ],
)
def test_an_operator_may_trust_a_provider_with_addresses(monkeypatch, verified, trusted, counts):
    monkeypatch.setenv(TRUSTED, trusted)
    assert bool(read(COUNTY, email_verified=verified)[0].email) is counts


@pytest.mark.parametrize(
    "email",
    [
        "\N{KELVIN SIGN}aren@edu.example", "o\N{LATIN SMALL LIGATURE FI}ce@edu.example", "COUNTY@EDU.EXAMPL\N{CYRILLIC CAPITAL LETTER IE}",
        "county@edu.example\n", " county@edu.example", "county@edu.example ", "county\N{FULLWIDTH COMMERCIAL AT}edu.example",
        "county\x00@edu.example", "county@edu.example,chief@edu.example", ["county@edu.example"], {"county@edu.example": 1}, True, 7,
        f"{'c' * 255}@edu.example",
    ],
    ids=repr,
)  # fmt: skip
def test_an_address_that_is_no_plain_one_does_not_count(data, email):
    register(
        data,
        f"{HEADER}karen@edu.example,,,viewer,all,\noffice@edu.example,,,viewer,all,\ncounty@edu.example,,,viewer,all,\n",
    )
    user, _ = read(COUNTY, email=email)
    assert user.email == "" and granted(user) is None


@pytest.mark.parametrize("claim", ["iss", "sub"])
@pytest.mark.parametrize(
    "value", [GONE, None, "", " ", 7, True, ["s-city"], "s-city\n", " s-city", "s\u200b", "s" * 256], ids=repr
)
def test_a_token_without_a_plain_issuer_and_subject_lets_nobody_in(claim, value):
    assert read(CITY, **{claim: value}) == (NOBODY, NO_ACCOUNT)


@pytest.mark.parametrize(
    "value", [GONE, None, "", "1700000000", True, False, [1], math.nan, math.inf, -math.inf], ids=repr
)
def test_a_token_without_a_moment_lets_nobody_in(value):
    user, why = read(CITY, iat=value)
    assert why == NO_TIME and granted(user) is None


@pytest.mark.parametrize(
    "away",
    [-12 * 3600 - 5, 65, 3600, 10**400, -(10**400)],
    ids=lambda away: f"{away:.3g}" if abs(away) < 1e9 else "huge",
)
def test_a_sign_in_too_old_or_from_the_future_has_ended(away):
    user, why = read(CITY, iat=int(time.time()) + away)
    assert why == OUTDATED and granted(user) is None


@pytest.mark.parametrize("away", [0, -11 * 3600, 50])
def test_a_sign_in_of_today_counts(away):
    assert granted(read(CITY, iat=time.time() + away)[0])


@pytest.mark.parametrize(
    ("end", "counts"),
    [(GONE, True), (CITY.since + 60, True), (CITY.since, False), ("soon", False), (True, False), (math.nan, False)],
    ids=["none", "later", "at once", "soon", "True", "nan"],
)
def test_a_stated_end_is_a_moment_after_the_beginning(end, counts):
    assert (granted(read(CITY, exp=end)[0]) is not None) is counts


@pytest.mark.parametrize("value", [GONE, False, 1, "true", None], ids=repr)
def test_only_a_session_that_is_signed_in_has_a_user(value):
    assert read(CITY, is_logged_in=value) == (NOBODY, "")


def test_a_subject_is_never_taken_for_an_address_nor_an_address_for_a_subject(data):
    assert granted(read(COUNTY, sub=COUNTY.email, email=GONE)[0]) is None
    register(data, f"{HEADER},county@edu.example,{ISSUER},administrator,all,\n")
    assert granted(read(COUNTY)[0]) is None
    assert read(COUNTY, sub="shell:root", email=GONE)[0].who == "sub:shell:root"


def test_a_subject_is_another_person_s_at_another_provider():
    assert granted(read(CITY, iss="https://other.example")[0]) is None


def test_a_name_is_plain_text():
    assert read(CITY, name="王\n![x](//evil)")[0].name == "" and read(CITY, name=["x"])[0].name == ""
