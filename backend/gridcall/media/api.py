"""Photos as GraphQL shows them. The bytes travel over plain HTTP: see files.py."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import strawberry

from gridcall.gql import uuid_of


@strawberry.type
class Photo:
    """A photo that was checked, turned upright and stripped of all metadata."""

    id: strawberry.ID
    sha256: str = strawberry.field(description="Of the bytes that were uploaded, hex.")
    width: int = strawberry.field(description="Pixels of the picture at `url`.")
    height: int
    url: str
    thumb_url: str = strawberry.field(description="At most 480 pixels on the longer side.")


@strawberry.input
class PhotoInput:
    """A photo that was uploaded before, by PUT /media/photos/{id}."""

    id: strawberry.ID
    sha256: str = strawberry.field(description="Of the bytes that were uploaded, hex.")


def thumb_url(name: str) -> str:
    """The path of the small picture of the photo with this content."""
    return f"/media/{name}.thumb.jpg"


def photo_of(photo: Mapping[str, Any]) -> Photo:
    """From what `media.actions.attach` answered with."""
    return Photo(
        id=strawberry.ID(photo["id"]),
        sha256=photo["sha256"],
        width=photo["width"],
        height=photo["height"],
        url=f"/media/{photo['name']}.jpg",
        thumb_url=thumb_url(photo["name"]),
    )


def chosen(photos: Sequence[PhotoInput] | None) -> list[tuple[UUID, str]]:
    """What `media.actions.attach` takes. InvalidInput for what is no id."""
    return [(uuid_of(photo.id, "photos"), photo.sha256.lower()) for photo in photos or ()]
