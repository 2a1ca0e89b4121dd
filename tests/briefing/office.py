"""LibreOffice as the reader of what is exported: a file becomes a PDF, and its pages are counted."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PATIENCE = 180  # seconds; a busy machine converts slowly
TOOLS = ("soffice", "pdfinfo")


def pdf(file: Path) -> Path:
    """Return a file as PDF beside it; without LibreOffice the test is skipped, in CI it fails."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        assert not os.environ.get("CI"), f"not installed: {missing}"
        pytest.skip(f"not installed: {missing}")
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return file.with_suffix(".pdf")


def pages(file: Path) -> int:
    """Return how many pages a file has when LibreOffice prints it."""
    done = subprocess.run(["pdfinfo", str(pdf(file))], check=True, capture_output=True, text=True, timeout=PATIENCE)
    return int(re.search(r"Pages:\s+(\d+)", done.stdout).group(1))
