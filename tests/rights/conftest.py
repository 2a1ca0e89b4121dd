"""What tests of several kinds of rights ask for."""

import pytest
import streamlit as st


@pytest.fixture
def files(monkeypatch):
    """Catch what the download buttons would write when clicked, by file name."""
    found = {}

    def caught(label, data, file_name="", **more):
        found[file_name] = data

    monkeypatch.setattr(st, "download_button", caught)
    return found
