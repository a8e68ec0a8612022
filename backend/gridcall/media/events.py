"""What can happen to a photo."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class PhotoStored:
    """An upload is on disk and can be taken into a snap."""

    kind: ClassVar[str] = "photo.stored"
    photo_id: str
    sha256: str  # of the bytes as they were sent


@dataclass(frozen=True)
class PhotosSwept:
    """Uploads that nothing took in were removed."""

    kind: ClassVar[str] = "photo.swept"
    count: int
