"""Free what a session holds soon after its tab has closed, instead of when Streamlit happens to check."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from streamlit.runtime import Runtime

from views.server.uploads import Uploads

_EVERY = 15.0  # seconds


@asynccontextmanager
async def freeing() -> AsyncIterator[None]:
    """Remove, while the server runs, the uploads of sessions whose tab has closed.

    Raises `RuntimeError` if the server does not keep uploads with `Uploads`.
    """
    runtime = Runtime.instance()
    uploads = runtime.uploaded_file_mgr
    if not isinstance(uploads, Uploads):
        raise RuntimeError(f"上传的文件不在检查之后 files would be taken without a check, by {type(uploads).__name__}")
    task = asyncio.create_task(_free(runtime, uploads))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        uploads.close()


async def _free(runtime: Runtime, uploads: Uploads) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        for session in uploads.left(runtime.is_active_session):
            runtime.close_session(session)
            uploads.remove_session_files(session)
