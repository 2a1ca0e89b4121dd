"""The operator's guide: its commands run as the service's user, are understood, and need nothing it does not install."""

import re
import shlex
from pathlib import Path

import pytest

from data.paths import PROJECT
from tests.test_commands import COMMANDS, parser_of

GUIDES = [PROJECT / "docs" / name for name in ("operators-guide.md", "operators-guide.zh-CN.md")]
DEPLOY = PROJECT / "docs" / "deploy"
MODULES = {one.module.removesuffix(".__main__"): one.module for one in COMMANDS}
# Programs of a Debian machine as it is installed, and those of the packages that the guide installs.
DEBIAN = {
    *("apt", "cd", "env", "install", "ln", "mv", "rm", "runuser", "sed", "sh", "sleep", "systemctl", "useradd"),
}
PACKAGED = {
    "curl": "curl",
    "git": "git",
    "nginx": "nginx",
    "openssl": "openssl",
    "python3.11": "python3.11-venv",
    "rsync": "rsync",
    "ssh": "openssh-client",
    "ssh-copy-id": "openssh-client",
    "ssh-keygen": "openssh-client",
}
OWN = {"lianxiao", "pip"}


def lines(guide: Path) -> list[str]:
    """Return the commands of a guide, one a line as they are typed."""
    blocks = re.findall(r"^```\n(.*?)^```", guide.read_text(encoding="utf-8"), re.M | re.S)
    typed = [block.splitlines() for block in blocks if not block.startswith(("email,", "{"))]
    return [line for block in typed for line in block if line]


def commands(guide: Path) -> list[list[str]]:
    """Return the single commands of a guide as words, without comments and what is only set."""
    found = [
        shlex.split(re.sub(r"<[^>]*>", "NAME", part), comments=True)
        for line in lines(guide)
        for part in re.split(r"&&|\|\|?|;", line.split("   #")[0])
    ]
    return [words for words in found if words and "=" not in words[0]]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_what_the_product_runs_it_runs_as_the_services_user(guide: Path) -> None:
    ours = [words for words in commands(guide) if re.search(r"streamlit|python\S* -m (?!venv)", " ".join(words))]
    assert len(ours) == 1  # the trial of a backup; all else goes through `lianxiao`
    assert [words for words in ours if words[:4] != ["runuser", "-u", "lianxiao", "--"]] == []
    wrapper = (DEPLOY / "lianxiao").read_text(encoding="utf-8")
    assert re.search(r'^exec runuser -u lianxiao -- .*python" -P -m "\$@"$', wrapper, re.M)
    unit = (DEPLOY / "lianxiao@.service").read_text(encoding="utf-8")
    assert "User=lianxiao" in unit and "EnvironmentFile=/etc/lianxiao/environment" in unit


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_of_the_product_is_understood(guide: Path) -> None:
    asked = [words[1:] for words in commands(guide) if words[0] == "lianxiao"]
    asked += [
        shlex.split(re.sub(r"\[|\]", "", one))[1:]
        for one in re.findall(r"`(lianxiao [^`…]*)`", guide.read_text(encoding="utf-8"))
        if "." in one or "queries" in one
    ]
    assert len(asked) > 5
    for module, *arguments in asked:
        if arguments:  # the name of a command alone is spoken of, not typed
            parser_of(MODULES[module]).parse_args(arguments)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_program_is_debians_own_or_installed_first(guide: Path) -> None:
    first = next(line for line in lines(guide) if "apt install" in line)
    packages = set(first.split("--no-install-recommends")[1].split())
    services = "".join(path.read_text(encoding="utf-8") for path in DEPLOY.glob("*.service"))
    called = {Path(words[0]).name for words in commands(guide)}
    called |= {Path(word).name for word in re.findall(r"^ExecStart=(\S+)", services, re.M)} - {"streamlit"}
    assert {name for name in called if name not in DEBIAN | OWN and PACKAGED.get(name) not in packages} == set()
    assert {"chromium", "fonts-noto-cjk", "nginx", "systemd-timesyncd", "logrotate"} <= packages


def test_both_languages_type_the_same() -> None:
    typed = [[re.sub(r"<[^>]*>|\s+#.*", "", line) for line in lines(guide)] for guide in GUIDES]
    assert typed[0] == typed[1]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_it_installs_is_there_and_every_file_there_is_installed(guide: Path) -> None:
    text = "\n".join(lines(guide))
    named = {
        name
        for name in (path.name for path in DEPLOY.iterdir())
        if re.search(rf"(?<![\w.@-]){re.escape(name)}\b", text)
    }
    assert named == {path.name for path in DEPLOY.iterdir()}


def test_the_environment_is_read_alike_by_the_service_and_the_shell() -> None:
    text = (DEPLOY / "environment").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    assert "LIANXIAO_DATA=/srv/lianxiao" in rows
    assert [row for row in rows if not re.fullmatch(r'\w+=([\w./:-]+|"[^"$`\\]*")', row)] == []


def test_two_replicas_fit_the_machine_that_is_named() -> None:
    unit = (DEPLOY / "lianxiao@.service").read_text(encoding="utf-8")
    high, most = (
        int(number) * (1024 if of == "G" else 1)
        for number, of in re.findall(r"^Memory(?:High|Max)=(\d+)([MG])", unit, re.M)
    )
    for guide in GUIDES:
        named = re.search(r"2 [a-z核]+[,、] ?(\d+) GB", guide.read_text(encoding="utf-8"))
        assert named and high < most and 2 * most + 1024 <= int(named[1]) * 1024
