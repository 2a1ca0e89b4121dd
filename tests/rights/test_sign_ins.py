"""Signing out ends every sign-in of an account, wherever it was copied to; each sign-in and each refusal is logged once."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import streamlit as st
from starlette.requests import HTTPConnection
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data.rights import NOBODY, audit, granted, sign_ins
from tests.pages.screens import opened, troubles, words
from tests.rights.people import CITY, COUNTY, ISSUER, STRANGER, claims, register
from tests.rights.test_pages import SIGNED, told, word
from views.shell import visitor as visitors


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    register(tmp_path)
    return tmp_path


def logged(data):
    return [(event.who, event.did, event.what) for event in reversed([*audit.events()])]


def test_signing_out_ends_earlier_sign_ins_and_no_later_one(data):
    elsewhere = replace(CITY, since=CITY.since - 3600)
    assert granted(CITY) and granted(elsewhere)
    sign_ins.end(CITY)
    assert granted(CITY) is None and granted(elsewhere) is None
    assert granted(replace(CITY, since=time.time() + 1)) and granted(COUNTY)


def test_a_provider_whose_clock_is_ahead_is_signed_out_of_too(data):
    ahead = replace(CITY, since=time.time() + 30)
    assert granted(ahead)
    sign_ins.end(ahead)
    assert granted(ahead) is None


@pytest.mark.parametrize("content", [b"", b"nan", b"soon", b"\xff"])
def test_a_list_of_ended_sign_ins_that_cannot_be_read_lets_nobody_in(data, content):
    sign_ins.end(CITY)
    (path,) = (data / "access" / "sign-ins").iterdir()
    path.write_bytes(content)
    assert granted(replace(CITY, since=time.time() + 1)) is None
    path.unlink()
    path.mkdir()
    assert granted(replace(CITY, since=time.time() + 1)) is None


def test_a_sign_out_the_disk_refuses_holds_on_this_server(data, monkeypatch):
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        sign_ins.end(CITY)
    assert granted(CITY) is None


def full(_):
    raise OSError("full")


def test_what_no_sign_in_can_need_any_more_is_removed(data):
    sign_ins.end(CITY)
    (old,) = (data / "access" / "sign-ins").iterdir()
    os.utime(old, (1, 1))
    sign_ins.end(COUNTY)
    assert not old.exists() and len([*old.parent.iterdir()]) == 1


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "inf", "1e9"])
def test_a_sign_in_lasts_some_hours(hours):
    """Else `nan` would let every sign-in last for ever."""
    done = subprocess.run(
        [sys.executable, "-c", "import data.rights"], env=os.environ | {"LIANXIAO_SIGN_IN_HOURS": hours}, capture_output=True, check=False
    )  # fmt: skip
    assert done.returncode and b"LIANXIAO_SIGN_IN_HOURS" in done.stderr


def seen(user, **instead):
    return opened("pages/about/definitions.py", user=claims(user, **instead), secrets=SIGNED)


def test_the_button_signs_out_everywhere(data):
    here, elsewhere = seen(CITY), seen(CITY)
    assert told(elsewhere)[0] != [word("sign_in_page.sign_in")]
    here.button(key="sign_out").click().run()
    assert told(elsewhere.run())[0] == [word("sign_in_page.sign_in")] and troubles(elsewhere) == []
    assert told(seen(CITY))[0] == [word("sign_in_page.sign_in")], "a copied cookie opens nothing"
    assert word("sign_in_page.again").split("，")[0] in " ".join(words(elsewhere))
    assert (CITY.email, "signed_out", "") in logged(data)


def test_a_sign_in_is_logged_once_whatever_the_tabs_and_servers(data):
    for _ in range(3):
        seen(CITY).run()
    assert logged(data) == [(CITY.email, "signed_in", "city_editor")]
    seen(CITY, iat=CITY.since - 5)
    assert len(logged(data)) == 2


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        ({}, "unregistered"),
        ({"email_verified": None}, "unverified"),
        ({"iat": None}, "no_time"),
        ({"iat": 1}, "outdated"),
        ({"iss": 7}, "no_account"),
    ],
)
def test_a_refused_sign_in_is_logged_once_with_why(data, instead, why):
    for _ in range(3):
        at = seen(STRANGER, **instead).run()
        assert troubles(at) == [] and len(at.selectbox) == 0
    (event,) = audit.events()
    assert (event.did, event.what) == ("refused", f"sign_in.{why}")
    known = {"unregistered": STRANGER.email, "outdated": STRANGER.email, "no_account": NOBODY.who}
    assert event.who == known.get(why, f"sub:{STRANGER.subject}")


def test_refusals_do_not_fill_the_log(data, monkeypatch):
    monkeypatch.setattr(sign_ins, "MOST_NOTED", 3)
    for number in range(6):
        seen(STRANGER, sub=f"s-{number}", email=None)
    assert len(logged(data)) == 3
    seen(CITY)
    assert len(logged(data)) == 4


def test_who_is_not_registered_reads_what_to_send(data):
    text = " ".join(words(seen(STRANGER, email_verified=False)))
    assert STRANGER.subject in text and ISSUER in text and word("sign_in_page.unverified")[:12] in text
    assert STRANGER.email not in text


def cookie(value, secret="s" * 40, name="_streamlit_user"):
    signed = create_signed_value(secret, name, value).decode()
    headers = [(b"cookie", f"_streamlit_user={signed}".encode()), (b"host", b"lianxiao.example")]
    return HTTPConnection({"type": "http", "headers": headers, "client": ("10.0.0.9", 1)})


def test_a_request_beside_the_pages_is_of_the_user_of_its_cookie(monkeypatch):
    monkeypatch.setattr(visitors, "sign_in", lambda: visitors.SignIn.ON)
    monkeypatch.setattr(visitors, "get_cookie_secret", lambda: "s" * 40)
    right = json.dumps(claims(CITY))
    assert visitors.requester(cookie(right)) == CITY
    forged = [cookie(right, "t" * 40), cookie(right, name="_streamlit_other"), cookie("[]"), cookie("{"), cookie('"x"')]
    assert [visitors.requester(one) for one in forged] == [NOBODY] * 5


@pytest.mark.parametrize("secret", ["", "short", "CHANGE-ME: the output of  openssl rand -hex 32"])
def test_a_cookie_secret_that_can_be_guessed_lets_nobody_in(secret):
    at = opened(
        "pages/about/definitions.py", user=claims(CITY), secrets={"auth": {"client_id": "x", "cookie_secret": secret}}
    )
    assert told(at)[0] == [word("sign_in_page.closed")]


def test_this_product_sets_no_user_by_a_header():
    assert not st.get_option("server.trustedUserHeaders")
