"""Reads the uploaded files and draws the current step of intake."""

from collections import Counter

import streamlit as st

from data.intake.session import Order, Session
from data.registry.rows import areas
from pages.manage.steps import findings, profiles, publishing, sheets, unknown_names
from pages.manage.steps import reading as reading_step
from views.listings import About
from views.panels.manage import upload
from views.server.upload_box import content_of
from views.text.labels import day, label, named
from views.text.markdown import plain

STEPS = ("sheets", "findings", "names", "differs", "publish")


def about(order: Order, files: list[str]) -> About:
    """Return the place, date and export notes that the lists of this page share."""
    place = areas()[order.place]
    facts = {
        "place": named(place),
        "date": day(order.as_of),
        "sources": "、".join(files),
        "version": label("product_version"),
    }
    return About(
        named(place),
        order.as_of,
        lambda title: [(label(f"note.{key}"), words) for key, words in {"title": title, **facts}.items()],
    )


def work(session: Session, asked: upload.Asked) -> None:
    """Read the uploaded files and draw the current step."""
    assert asked.as_of is not None
    order = Order(asked.place, asked.as_of, asked.datum, *profiles.chosen(asked.place))
    reading = reading_step.of(session, {one.file_id: (one.name, content_of(one)) for one in asked.files}, order)
    if reading is None:
        return
    if other := session.published_meanwhile:
        at = other.manifest["published_at"][11:16]
        st.warning(plain(label("intake.meanwhile", date=day(asked.as_of), at=at)))
    counts = Counter(one.severity for one in reading.findings)
    step = upload.steps(STEPS, {"sheets": len(reading.views), "findings": len(reading.findings)}, counts)
    lists = about(order, [one.name for one in session.files])
    if step == "sheets":
        sheets.step(session, reading)
        profiles.keeping(session, reading)
    elif step == "findings":
        findings.step(reading, lists)
    elif step == "names":
        unknown_names.step(reading)
    elif step == "differs":
        publishing.difference_step(session, lists)
    else:
        publishing.publish_step(session, reading)
