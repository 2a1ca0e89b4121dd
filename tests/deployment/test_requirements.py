"""What is installed is what was tested: all of it pinned with hashes, and what the code imports asked for by name."""

import ast
import re
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest

from data.paths import PROJECT

GROUPS = {
    "product": "requirements.txt",
    "tests": "tests/requirements.txt",
    "bench": "tests/bench/requirements.txt",
}
ROOMS = ("app.py", "data", "queries", "pages", "views")
ASKED_BY_STREAMLIT = {"authlib", "httpx"}  # its sign-in imports them


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(group: str) -> dict[str, str]:
    """Return what a group of pyproject.toml asks for itself, with what it includes: name and version."""
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    found: dict[str, str] = {}
    for one in groups[group]:
        if isinstance(one, dict):
            found |= asked(one["include-group"])
        else:
            name, version = one.split("==")
            found[canonical(name)] = version
    return found


def pinned(group: str) -> dict[str, tuple[str, str, int]]:
    """Return what a requirements file installs: version, marker and number of hashes by name; each line is understood."""
    text = (PROJECT / GROUPS[group]).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", text, flags=re.M).strip())
    found = {}
    for entry in entries:
        known = re.fullmatch(r"([\w.-]+)==(\S+?)(?: ; ([^\\]+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", entry)
        assert known, f"{GROUPS[group]}: {entry[:120]!r} is no pin with hashes"
        found[canonical(known[1])] = (known[2], known[3] or "", known[4].count("--hash"))
    return found


def imported(paths: list[Path]) -> set[str]:
    """Return the top-level modules that are imported anywhere in these files, and are neither Python's nor ours."""
    names = set[str]()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    ours = {"app", "data", "queries", "pages", "views", "tests"}
    return names - set(sys.stdlib_module_names) - ours


def files(*roots: str) -> list[Path]:
    return [
        path
        for root in roots
        for path in ([PROJECT / root] if root.endswith(".py") else (PROJECT / root).rglob("*.py"))
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_everything_that_is_asked_for_is_pinned_with_hashes(group: str) -> None:
    pins = pinned(group)
    assert {name: pins[name][0] for name in asked(group)} == asked(group)
    assert len(pins) > len(asked(group)) + 15


def test_no_two_files_install_other_versions() -> None:
    whole = pinned("bench")
    for group in GROUPS:
        assert {name: pin for name, pin in pinned(group).items() if whole[name] != pin} == {}


@pytest.mark.parametrize(
    ("group", "roots"), [("product", ROOMS), ("tests", ("tests",))], ids=["the product", "the tests"]
)
def test_every_library_that_is_imported_is_asked_for_by_name(group: str, roots: tuple[str, ...]) -> None:
    benches = [path for path in files(*roots) if "bench" in path.relative_to(PROJECT).parts]
    known = {module: {canonical(name) for name in names} for module, names in packages_distributions().items()}
    for paths, asked_for in (
        ([path for path in files(*roots) if path not in benches], asked(group)),
        (benches, asked("bench")),
    ):
        libraries = {module: known.get(module, {canonical(module)}) for module in imported(paths)}
        assert {module: names for module, names in libraries.items() if not names & asked_for.keys()} == {}


def test_nothing_is_asked_for_that_nothing_imports() -> None:
    known = {module: {canonical(name) for name in names} for module, names in packages_distributions().items()}
    used = {name for module in imported(files(*ROOMS)) for name in known[module]}
    assert asked("product").keys() - used == ASKED_BY_STREAMLIT


def test_what_is_installed_here_is_what_is_pinned() -> None:
    installed = {canonical(one.metadata["Name"]): one.version for one in distributions()}
    off = {
        name: (version, installed.get(name))
        for name, (version, marker, _) in pinned("tests").items()
        if not marker and installed.get(name) != version
    }
    assert off == {}, "pip install -r tests/requirements.txt"


@pytest.mark.parametrize("group", GROUPS)
def test_every_file_says_how_it_is_made_anew(group: str) -> None:
    told = (PROJECT / GROUPS[group]).read_text(encoding="utf-8").splitlines()[1]
    assert "uv pip compile --universal --python-version 3.11 --generate-hashes" in told
    assert f"--group {group} " in told and told.endswith(f"-o {GROUPS[group]}")
