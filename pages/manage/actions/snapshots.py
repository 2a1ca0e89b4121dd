"""What the pages of this section change on disk: every change goes through here or `_decisions`, and nowhere else."""

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
    """Publish what a session has read; return nothing where it is done, else why nothing has changed."""
    try:
        return session.publish(replace=replace, now=datetime.now(UTC))
    except RefusedError as error:
        return [finding("not_allowed", Location(error.place), zh=error.zh, en=error.en)]


def restore(version: Version) -> str:
    """Publish an archived version anew; return nothing where it is done, else why nothing has changed."""
    return _tried(lambda: archive.restore(version, at=datetime.now(UTC)))


def remove(version: Version) -> str:
    """Take the standing version of a date away into the archive; return nothing where it is done, else why not."""
    return _tried(lambda: archive.remove(version.place, version.as_of, at=datetime.now(UTC)))


def _tried(act: Callable[[], object]) -> str:
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
