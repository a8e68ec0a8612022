"""Reads of photos."""

from gridcall import db
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission

PHOTO = "id, owner_id, upload_sha256, name, width, height, bytes, code, public, subject_kind, subject_id, persons"


async def by_id(photo_id: object) -> db.Row | None:
    return await db.row(f"SELECT {PHOTO} FROM photos WHERE id = $1", photo_id)


async def by_name(name: str) -> list[db.Row]:
    """Every photo with this content; two persons can send the same picture."""
    return await db.rows(f"SELECT {PHOTO} FROM photos WHERE name = $1", name)


def visible(photo: db.Row, actor: Actor | None) -> bool:
    """Who sees the thing sees its photo: its sender, the persons named, posts that read such things there."""
    if photo["public"]:
        return True
    if actor is None:
        return False
    person = str(actor.person_id)
    mine = {person, *(f"unit:{hat.unit_id}" for hat in actor.hats if Permission.CALL_ATTEND in hat.permissions)}
    return person == photo["owner_id"] or not mine.isdisjoint(photo["persons"]) or _at_a_post(photo, actor)


def _at_a_post(photo: db.Row, actor: Actor) -> bool:
    if photo["code"] is None:
        return False
    return actor.holds(Permission(f"{photo['subject_kind']}:read"), photo["code"]) is not None
