"""The folder of photos: files named by their content, written whole or not at all."""

import contextlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from gridcall.media.photos import Developed

INCOMING = "incoming"  # half-written files; what a crash leaves there is swept


def path_of(folder: Path, name: str, *, thumb: bool = False) -> Path:
    """Where a photo lies: two letters of its name spread the files over 256 folders."""
    return folder / name[:2] / f"{name}{'.thumb' if thumb else ''}.jpg"


def keep(folder: Path, photo: Developed) -> None:
    """Both files of a photo, on the disk and not only in its cache when this returns."""
    for data, thumb in ((photo.jpeg, False), (photo.thumb, True)):
        _write(folder, path_of(folder, photo.name, thumb=thumb), data)


def _write(folder: Path, target: Path, data: bytes) -> None:
    incoming = folder / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(target.parent)
    _sync(folder)


def _sync(folder: Path) -> None:
    """A rename is safe only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(folder: Path, name: str, *, before: datetime) -> None:
    """Both files, unless somebody has just written the same content again."""
    for thumb in (False, True):
        _remove_old(path_of(folder, name, thumb=thumb), before)


def sweep_incoming(folder: Path, *, before: datetime) -> None:
    """What a crash has left half written."""
    for path in (folder / INCOMING).glob("*"):
        _remove_old(path, before)


def _remove_old(path: Path, before: datetime) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_mtime < before.timestamp():
            path.unlink()
