"""Serves the built PWA: hashed files for ever, everything else freshly, and the app for every other address."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"


class WebApp(StaticFiles):
    """The files of `folder`; an address without a file is one of the app's screens."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.index = folder / "index.html"

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
