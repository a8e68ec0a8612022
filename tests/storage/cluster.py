"""A PostgreSQL server of the test's own, which may be restarted: nobody else's connections hang on it."""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.feed.processes import free_port

OWNER = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to be run by root
NO_PROGRAMS = "no PostgreSQL programs: nothing to start a server with in /usr/lib/postgresql/*/bin"

# Synced as in real life; WAL is all that an immediate stop leaves.
SETTINGS = """
port = {port}
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 16MB
max_connections = 40
"""


@dataclass
class Cluster:
    programs: Path
    folder: Path
    url: str

    def run(self, program: str, *arguments: str) -> None:
        """As the server's owner. Its output goes to a file: a server would hold a pipe open."""
        command = [self.programs / program, "--pgdata", self.folder / "data", *arguments]
        done = subprocess.run(command, user=OWNER, cwd=self.folder, stdout=subprocess.DEVNULL, check=False)
        assert done.returncode == 0, f"{program} {' '.join(arguments)}\n{self._said()}"

    def _said(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""

    async def restart(self, mode: str) -> None:
        """Back when this returns.

        "fast" says goodbye to its clients; "immediate" does not, nor does it write down what is in memory.
        """
        log = str(self.folder / "log")
        await asyncio.to_thread(self.run, "pg_ctl", "restart", f"--mode={mode}", "--wait", "--silent", f"--log={log}")


def _programs() -> Path:
    """The newest version's."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found or (OWNER and not _is_known(OWNER)):
        pytest.skip(NO_PROGRAMS)
    return max(found, key=lambda path: [int(number) for number in re.findall(r"\d+", path.parent.name)])


def _is_known(user: str) -> bool:
    return subprocess.run(["id", user], capture_output=True, check=False).returncode == 0


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running, empty server. pytest's own folders can be read by their owner alone, so it has another."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="gridcall-postgres-"))
    try:
        if OWNER:
            shutil.chown(folder, OWNER)
        port = free_port()
        started = Cluster(programs, folder, f"postgres://postgres@127.0.0.1:{port}/postgres")
        started.run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(port=port))
        started.run("pg_ctl", "start", "--wait", "--silent", f"--log={folder / 'log'}")
        try:
            yield started
        finally:
            started.run("pg_ctl", "stop", "--mode=immediate", "--wait", "--silent")
    finally:
        shutil.rmtree(folder)
