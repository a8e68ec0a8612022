"""A GraphQL client as a person's phone uses it, in process."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from tests.media.pictures import photo

from gridcall import clock


@dataclass
class Client:
    http: httpx.AsyncClient
    token: str = ""
    person_id: UUID | None = None
    session_id: UUID | None = None

    async def do(self, document: str, **variables: Any) -> Any:
        """The data of an operation that must not fail."""
        answer = await self.ask(document, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The whole answer, errors and all."""
        response = await self.http.post(
            "/graphql", json={"query": document, "variables": variables}, headers={"X-Gridcall": "1"}
        )
        answer: dict[str, Any] = response.json()
        return answer

    async def upload(self, data: bytes | None = None) -> dict[str, str]:
        """A photo of one's own, as phones send it before the step that names it."""
        data, identifier = data or photo(), str(clock.new_id())
        headers = {"X-Gridcall": "1", "Content-Type": "image/jpeg"}
        answer = await self.http.put(f"/media/photos/{identifier}", content=data, headers=headers)
        assert answer.status_code == 201, answer.text
        return {"id": identifier, "sha256": hashlib.sha256(data).hexdigest()}
