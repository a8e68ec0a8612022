"""Serves the built PWA: hashed files for ever, everything else freshly, and the app for every other address."""

import os
from pathlib import Path

import orjson
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
DOCUMENTS = "documents.json"  # written by the app's build: SHA-256 -> every GraphQL document it may send


def own_documents(web: Path, data: Path) -> frozenset[str]:
    """The GraphQL documents of the built app, and of every one that was served here before it.

    A phone may come back after weeks with the old app and a full outbox: `data` remembers.
    """
    remembered = data / DOCUMENTS
    before = _documents(remembered)
    known = before | _documents(web / DOCUMENTS)
    if known != before:
        data.mkdir(parents=True, exist_ok=True)
        written = remembered.with_suffix(f".{os.getpid()}")  # several processes may start at once
        written.write_bytes(orjson.dumps(known))
        written.replace(remembered)
    return frozenset(known.values())


def _documents(file: Path) -> dict[str, str]:
    found: dict[str, str] = orjson.loads(file.read_bytes()) if file.exists() else {}
    return found


class WebApp(StaticFiles):
    """The files of `folder`; an address without a file is one of the app's screens."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.index = folder / "index.html"

    async def check_config(self) -> None:
        """The folder may be built while the server runs."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or "." in path.rsplit("/", 1)[-1]:  # noqa: PLR2004
                raise
            response = self._screen()
        response.headers["cache-control"] = FOR_EVER if path.startswith("assets/") else FRESH
        return response

    def _screen(self) -> Response:
        if self.index.is_file():
            return FileResponse(self.index)
        return PlainTextResponse("The app is not built yet: run `make web`.", status_code=503)
