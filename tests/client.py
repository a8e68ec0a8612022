"""A GraphQL client as a person's phone uses it, in process."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx


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
