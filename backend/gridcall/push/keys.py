"""The VAPID key with which push services know this deployment. Made once, kept in the data folder."""

import base64
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from py_vapid import Vapid

FILE = "vapid.pem"


@lru_cache(maxsize=8)
def vapid(data: Path) -> Vapid:
    """The key in folder `data`, made at first use. Several processes starting together agree on one."""
    path = data / FILE
    if not path.exists():
        _make(path)
    key: Vapid = Vapid.from_file(str(path))
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = Vapid()
    key.generate_keys()
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by the owner alone
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_pem())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first: its key counts
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def public_key(data: Path) -> str:
    """The public half as browsers want it: the uncompressed point, base64url without padding."""
    point = vapid(data).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
