"""Publishes, restores and removes snapshots."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from data.files.locking import BeingWrittenError
from data.intake.findings import Finding, Location, finding
from data.intake.session import Session
from data.rights import RefusedError
from data.store import archive
from data.store.archive import Version
from data.store.snapshots import SnapshotBrokenError
from views.text.labels import label


def publish(session: Session, *, replace: bool) -> Sequence[Finding]:
    """Publish what a session has read; return no findings, or those that say why nothing was published."""
    try:
        return session.publish(replace=replace, now=datetime.now(UTC))
    except RefusedError as error:
        return [finding("not_allowed", Location(error.place), zh=error.zh, en=error.en)]


def restore(version: Version) -> str:
    """Publish an archived version again; return an empty text, or why nothing was changed."""
    return _message(lambda: archive.restore(version, at=datetime.now(UTC)))


def remove(version: Version) -> str:
    """Move the current version of a date into the archive; return an empty text, or why nothing was changed."""
    return _message(lambda: archive.remove(version.place, version.as_of, at=datetime.now(UTC)))


def _message(act: Callable[[], object]) -> str:
    try:
        act()
    except BeingWrittenError:
        return label("keeping.busy")
    except (SnapshotBrokenError, FileNotFoundError):
        return label("keeping.gone")
    except RefusedError:
        raise
    except OSError as error:
        return label("keeping.disk", error=error)
    return ""
