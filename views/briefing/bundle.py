"""All files of a briefing in one archive."""

import io
import zipfile
from collections.abc import Callable, Mapping

from views.briefing.content import Briefing

_WHEN = (2000, 1, 1, 0, 0, 0)


def archive(briefing: Briefing, files: Mapping[str, Callable[[], bytes]]) -> bytes:
    """Return a ZIP of files by their ending or name below the briefing's own; each is written in turn."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as found:
        for name, write in files.items():
            found.writestr(zipfile.ZipInfo(f"{briefing.stem}{name}", _WHEN), write(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
