"""The command line where the database is not as it should be: one line that says what to do, and exit code 1."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.databases import NO_POSTGRES, POSTGRES, on
from typer.testing import CliRunner

from gridcall.cli import app, serving

NOBODY = "postgres://postgres@127.0.0.1:1/gridcall"  # no port that anybody listens on


def _said(tmp_path: Path, url: str, *command: str) -> str:
    result = CliRunner().invoke(app, command, env={"GRIDCALL_DATA": str(tmp_path), "GRIDCALL_DATABASE_URL": url})
    assert result.exit_code == 1, result.output
    assert len(result.output.splitlines()) == 1
    return result.output


@pytest.mark.parametrize("command", ["verify", "serve", "worker"])
def test_a_database_that_is_not_there_yet_asks_for_migrate(tmp_path: Path, command: str) -> None:
    assert "Run `gridcall migrate` first." in _said(tmp_path, "", command)
    assert [*tmp_path.iterdir()] == []


@pytest.fixture
def empty() -> Iterator[str]:
    """A database of a server, without a table."""
    if not POSTGRES:
        pytest.skip(NO_POSTGRES)
    name = f"gridcall_test_{uuid4().hex[:12]}"
    asyncio.run(on(POSTGRES, f"CREATE DATABASE {name}"))
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    asyncio.run(on(POSTGRES, f"DROP DATABASE {name} WITH (FORCE)"))


def test_so_does_an_empty_one_on_a_server(tmp_path: Path, empty: str) -> None:
    assert "Run `gridcall migrate` first." in _said(tmp_path, empty, "verify")


@pytest.mark.parametrize("command", ["verify", "migrate", "serve"])
def test_a_server_that_does_not_answer_is_named(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.1)
    assert "The database cannot be opened. ConnectionRefusedError" in _said(tmp_path, NOBODY, command)
