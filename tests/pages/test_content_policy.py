"""Which hosts the browser may ask: the server alone, and the customer's own tiles where there are any."""

import asyncio

import pytest

from views.maps.tiles import TILES
from views.server.content_policy import ContentPolicy, policy


def sources(name: str) -> list[str]:
    parts = dict(part.strip().split(" ", 1) for part in policy().split(";"))
    return parts[name].split()


def test_nobody_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TILES, raising=False)
    known = {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}
    assert {one for part in policy().split(";") for one in part.split()[1:]} <= known
    assert sources("default-src") == ["'self'"] and "blob:" not in sources("frame-ancestors")


def test_the_tiles_are_let_through_for_pictures_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TILES, "https://t0.tianditu.gov.cn:8443/vec_w/wmts?x={x}&y={y}&z={z}&tk=key")
    for name in ("img-src", "connect-src"):
        assert sources(name)[-1] == "https://t0.tianditu.gov.cn:8443"
    assert policy().count("tianditu") == 2


@pytest.mark.parametrize(
    "source",
    [
        "/tiles/{z}/{x}/{y}.png",
        "https://*/{z}",
        "https://a.b; script-src *//{z}",
        "javascript:x",
        "//a.b/{z}",
        "https://u@a.b/",
    ],
)
def test_an_address_that_names_no_host_opens_nothing(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TILES, source)
    opened = policy()
    monkeypatch.delenv(TILES)
    assert opened == policy()


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_every_answer_carries_the_policy(kind: str) -> None:
    sent = []

    async def answer(scope, receive, send):
        headers = [(b"content-security-policy", b"default-src *")] if scope["type"] == "http" else []
        await send({"type": f"{kind}.response.start" if kind == "http" else "websocket.accept", "headers": headers})

    async def send(message):
        sent.append(message)

    asyncio.run(ContentPolicy(answer)({"type": kind}, None, send))
    headers = dict(sent[0]["headers"])
    assert headers.get(b"content-security-policy") == (policy().encode() if kind == "http" else None)
