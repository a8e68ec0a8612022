"""Reads of persons, units, posts and sessions, as rows.

A post is held when it is in its days and has not been taken away; `held` says that in SQL, for every package.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.errors import InvalidInput, NotFound
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission, Role, roles_granting
from gridcall.people.workflow import common, covers, masked_name, normal_phone

PERSON = (
    "p.id, p.name, p.phone, p.language, p.home_code, p.disabled, p.version,"
    " CASE WHEN p.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,"
    " p.disabled AND EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = p.id) AS erased"
)
UNIT = "u.id, u.name, u.kind, u.code, u.dissolved_on, u.version"
_UNIT_OF_POST = (
    "u.name AS unit_name, u.kind AS unit_kind, u.code AS unit_code, u.dissolved_on AS unit_dissolved_on,"
    " u.version AS unit_version"
)
NOBODY = UUID(int=0)
_LAST_DIGITS = re.compile(r"\d{4}", re.ASCII)  # those that are shown; one more would tell a masked digit, and so on
LAST_CHARACTER = "\U0010ffff"  # sorts behind every other, byte by byte


def held(post: str, day: str) -> str:
    """SQL: the post in table `post` is held on the day in parameter `day`."""
    return (
        f"{post}.starts_on <= {day} AND ({post}.ends_on IS NULL OR {post}.ends_on >= {day}) AND {post}.ended_at IS NULL"
    )


def running(delegation: str, moment: str) -> str:
    """SQL: the delegation in table `delegation` holds at the moment in parameter `moment`."""
    return f"{delegation}.starts_at <= {moment} AND {delegation}.ends_at > {moment} AND {delegation}.ended_at IS NULL"


def alive(session: str, idle_since: str) -> str:
    """SQL: the session in table `session` has not ended, and was seen after the moment in parameter `idle_since`."""
    return f"{session}.ended_at IS NULL AND {session}.seen_at > {idle_since}"


Condition = Callable[[db.Parameters], str]


# ---- persons


@dataclass(frozen=True)
class Page:
    rows: Sequence[db.Row]
    has_next: bool
    end_cursor: str | None


async def people(
    actor: Actor, first: int, *, after: str | None, search: str, within: str | None, now: datetime
) -> Page:
    """A page of the persons that the actor may read, by name: whoever lives or holds a post at the actor's codes.

    `search` is part of a name, the last four digits of a number, or a whole one: that finds, for whoever manages
    people, its person anywhere.
    """
    values = db.Parameters()
    conditions = _chosen(values, actor, search, within, now)
    if after is not None:
        last = values.add(_place_of(after))
        conditions.append(f"(p.sort_key, p.id) > (SELECT l.sort_key, l.id FROM persons l WHERE l.id = {last})")
    found = await db.rows(
        f"SELECT {PERSON} FROM persons p WHERE {' AND '.join(conditions)} ORDER BY p.sort_key, p.id LIMIT {first + 1}",
        *values,
    )
    shown = found[:first]
    # A cursor is the last row's id alone: with the name in it, it would tell what the row masks.
    return Page(await _masked(actor, shown, now), len(found) > first, shown[-1]["id"] if shown else None)


def _place_of(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise InvalidInput("after", "cursor") from None


def _reachable(values: db.Parameters, codes: Sequence[str], now: datetime) -> str:
    """SQL: the person lives at one of `codes`, or holds or will hold a post there."""
    day = values.add(clock.day_of(now))
    return (
        f"({values.under('p.home_code', codes)} OR EXISTS (SELECT 1 FROM posts o WHERE o.person_id = p.id"
        f" AND o.ended_at IS NULL AND (o.ends_on IS NULL OR o.ends_on >= {day})"
        f" AND ({values.under('o.code', codes)})))"
    )


def _chosen(values: db.Parameters, actor: Actor, search: str, within: str | None, now: datetime) -> list[str]:
    """SQL: the conditions under which a person is in the list."""
    whole = whole_number(search)
    if whole and actor.may(Permission.PEOPLE_WRITE):
        return [f"p.phone = {values.add(whole)}"]
    reachable = _reachable(values, common(actor.codes(Permission.PEOPLE_READ), within), now)
    if whole:
        return [reachable, f"p.phone = {values.add(whole)}"]
    if _LAST_DIGITS.fullmatch(search):
        return [reachable, f"substr(p.phone, 11) = {values.add(search)}"]  # indexed: +86 and eleven digits
    return [reachable, _named(values, actor, search, now)] if search else [reachable]


def _named(values: db.Parameters, actor: Actor, search: str, now: datetime) -> str:
    """SQL: `search` is part of the name. A name that is masked must not be found out by searching for it."""
    day = values.add(clock.day_of(now))
    in_office = f"EXISTS (SELECT 1 FROM posts n WHERE n.person_id = p.id AND {held('n', day)})"
    managed = values.under("p.home_code", actor.codes(Permission.PEOPLE_WRITE))
    part = f"n.part >= lower({values.add(search)}) AND n.part <= lower({values.add(search + LAST_CHARACTER)})"
    return f"p.id IN (SELECT n.person_id FROM name_parts n WHERE {part}) AND ({in_office} OR {managed})"


def whole_number(search: str) -> str | None:
    """The number that is searched for, if it is a whole one."""
    try:
        return normal_phone(search)
    except InvalidInput:
        return None


async def person(actor: Actor, person_id: UUID, now: datetime) -> db.Row | None:
    """One person, if it is the actor or the actor may read it."""
    values = db.Parameters()
    reachable = _reachable(values, actor.codes(Permission.PEOPLE_READ), now)
    own = values.add(actor.person_id)
    found = await db.rows(
        f"SELECT {PERSON} FROM persons p WHERE p.id = {values.add(person_id)} AND (p.id = {own} OR {reachable})",
        *values,
    )
    return (await _masked(actor, found, now))[0] if found else None


async def own(person_id: UUID) -> db.Row:
    """The person's own account, unmasked but for the number."""
    found = await db.row(f"SELECT {PERSON} FROM persons p WHERE p.id = $1", person_id)
    if found is None:
        raise NotFound("person")
    return {**found, "name_shown": found["name"]}


async def _masked(actor: Actor, found: Sequence[db.Row], now: datetime) -> list[db.Row]:
    """Adds `name_shown`: in full for oneself, for whoever holds a post, and to whoever manages the account."""
    values = db.Parameters()
    day = values.add(clock.day_of(now))
    ids = values.all_of([row["id"] for row in found])
    in_office = await db.rows(
        f"SELECT DISTINCT o.person_id FROM posts o WHERE {held('o', day)} AND o.person_id IN ({ids})",
        *values,
    )
    known = {row["person_id"] for row in in_office} | {str(actor.person_id)}
    managed = actor.codes(Permission.PEOPLE_WRITE)

    def shown(row: db.Row) -> str:
        open_to_actor = row["id"] in known or covers(managed, row["home_code"])
        return row["name"] if open_to_actor else masked_name(row["name"])

    return [{**row, "name_shown": shown(row)} for row in found]


async def codes_of(person_id: UUID, now: datetime) -> set[str]:
    """Where a person belongs: home, posts now and to come, and posts stood in for."""
    found = await db.rows(
        "SELECT p.home_code AS code FROM persons p WHERE p.id = $1"
        " UNION SELECT o.code FROM posts o WHERE o.person_id = $1 AND o.ended_at IS NULL"
        " AND (o.ends_on IS NULL OR o.ends_on >= $2)"
        " UNION SELECT o.code FROM delegations d JOIN posts o ON o.id = d.post_id"
        " WHERE d.person_id = $1 AND d.ended_at IS NULL AND d.ends_at > $3",
        person_id,
        clock.day_of(now),
        now,
    )
    return {row["code"] for row in found}


# ---- who looked at whose number


async def reveals_of(person_id: UUID, first: int, after: str | None) -> Page:
    """A page of the looks at one's own number, the latest first."""
    values = db.Parameters()
    return await _reveals(values, f"r.person_id = {values.add(person_id)}", first, after)


async def reveals(actor: Actor, first: int, after: str | None, now: datetime) -> Page:
    """A page of the looks by or at persons whom the actor manages, the latest first."""
    values = db.Parameters()
    managed = _reachable(values, actor.codes(Permission.PEOPLE_WRITE), now)
    concerned = f"EXISTS (SELECT 1 FROM persons p WHERE p.id IN (r.person_id, r.by_person_id) AND {managed})"
    page = await _reveals(values, concerned, first, after)
    persons = [{"id": row["person_id"], "name": row["person_name"], "home_code": row["home_code"]} for row in page.rows]
    shown = await _masked(actor, persons, now)
    rows = [{**row, "person_name": person["name_shown"]} for row, person in zip(page.rows, shown, strict=True)]
    return Page(rows, page.has_next, page.end_cursor)


async def _reveals(values: db.Parameters, concerned: str, first: int, after: str | None) -> Page:
    """Ids are made in the order of time."""
    earlier = f" AND r.id < {values.add(_place_of(after))}" if after is not None else ""
    found = await db.rows(
        "SELECT r.id, r.at, r.reason, r.person_id, r.by_person_id, m.name AS person_name, m.home_code,"
        " b.name AS by_name FROM reveals r JOIN persons m ON m.id = r.person_id JOIN persons b ON b.id = r.by_person_id"
        f" WHERE {concerned}{earlier} ORDER BY r.id DESC LIMIT {first + 1}",
        *values,
    )
    shown = found[:first]
    return Page(shown, len(found) > first, shown[-1]["id"] if shown else None)


# ---- posts


_OWN_POSTS = (
    "SELECT o.id, o.person_id, p.name AS person_name, o.unit_id, o.role, o.code, o.starts_on, o.ends_on,"
    f" NULL AS acting_for, NULL AS acting_for_name, NULL AS acting_from, NULL AS acting_until, {_UNIT_OF_POST}"
    " FROM posts o JOIN persons p ON p.id = o.person_id JOIN units u ON u.id = o.unit_id"
)
_STAND_INS = (
    "SELECT d.id, d.person_id, p.name AS person_name, o.unit_id, o.role, o.code, o.starts_on, o.ends_on,"
    " o.id AS acting_for, h.name AS acting_for_name, d.starts_at AS acting_from, d.ends_at AS acting_until,"
    f" {_UNIT_OF_POST} FROM delegations d JOIN posts o ON o.id = d.post_id JOIN persons p ON p.id = d.person_id"
    " JOIN persons h ON h.id = o.person_id JOIN units u ON u.id = o.unit_id"
)
POSTS_AT_MOST = 2_000  # in one list: all posts of a large district


async def _posts(now: datetime, own: Condition, standing_in: Condition) -> list[db.Row]:
    """Posts now and to come, then those stood in for. Two statements: a UNION would lose SQLite its column types."""
    values = db.Parameters()
    found = await db.rows(
        f"{_OWN_POSTS} WHERE o.ended_at IS NULL AND {own(values)}"
        f" AND (o.ends_on IS NULL OR o.ends_on >= {values.add(clock.day_of(now))})"
        f" ORDER BY o.code, o.starts_on, o.id LIMIT {POSTS_AT_MOST}",
        *values,
    )
    values = db.Parameters()
    return found + await db.rows(
        f"{_STAND_INS} WHERE d.ended_at IS NULL AND {standing_in(values)} AND d.ends_at > {values.add(now)}"
        f" AND {held('o', values.add(clock.day_of(now)))} ORDER BY o.code, d.starts_at, d.id LIMIT {POSTS_AT_MOST}",
        *values,
    )


async def posts_of(person_ids: Collection[UUID | str], now: datetime) -> dict[str, list[db.Row]]:
    """Each person's posts, by person."""
    posts: dict[str, list[db.Row]] = {str(key): [] for key in person_ids}
    found = await _posts(
        now,
        lambda values: f"o.person_id IN ({values.all_of(person_ids)})",
        lambda values: f"d.person_id IN ({values.all_of(person_ids)})",
    )
    for row in found:
        posts[row["person_id"]].append(row)
    return posts


async def posts_in(actor: Actor, within: str, role: Role | None, now: datetime) -> list[db.Row]:
    """The posts inside a division, as far as the actor may read them."""
    codes = common(actor.codes(Permission.PEOPLE_READ), within)

    def inside(values: db.Parameters) -> str:
        return f"({values.under('o.code', codes)})" + (f" AND o.role = {values.add(role)}" if role else "")

    return await _posts(now, inside, inside)


async def post(key: UUID) -> db.Row:
    """A post, or a post stood in for by the delegation of that id."""
    found = await db.row(f"{_OWN_POSTS} WHERE o.id = $1", key) or await db.row(f"{_STAND_INS} WHERE d.id = $1", key)
    if found is None:
        raise NotFound("post")
    return found


# ---- units


async def units(actor: Actor, within: str | None) -> list[db.Row]:
    """Units at the actor's codes, and those of the divisions around them, which are theirs too."""
    values = db.Parameters()
    codes = common(actor.codes(Permission.PEOPLE_READ), within)
    around = {code[:length] for code in codes for length in range(2, len(code))}
    return await db.rows(
        f"SELECT {UNIT} FROM units u WHERE {values.under('u.code', codes)} OR u.code IN ({values.all_of(around)})"
        " ORDER BY u.code, u.sort_key, u.id",
        *values,
    )


async def unit(key: UUID) -> db.Row:
    found = await db.row(f"SELECT {UNIT} FROM units u WHERE u.id = $1", key)
    if found is None:
        raise NotFound("unit")
    return found


# ---- sign-in


async def sessions_of(person_id: UUID, open_since: datetime) -> list[db.Row]:
    """Open sessions seen after `open_since`, the last seen first."""
    return await db.rows(
        "SELECT s.id, s.device, s.created_at, s.seen_at FROM sessions s"
        f" WHERE s.person_id = $1 AND {alive('s', '$2')} ORDER BY s.seen_at DESC, s.id",
        person_id,
        open_since,
    )


async def cast() -> list[db.Row]:
    """The demo's persons, in the order in which they are offered."""
    return await db.rows(
        "SELECT c.id, p.name, p.home_code, c.duty FROM cast_members c JOIN persons p ON p.id = c.id"
        " WHERE p.disabled = $1 ORDER BY c.rank, c.id",
        False,
    )


async def administrators_without(
    code: str, *, posts: Collection[UUID] = (), person: UUID | None = None, after: date, now: datetime
) -> bool:
    """Whether somebody still manages `code` after a day, without these posts and without this person."""
    values = db.Parameters()
    prefixes = values.all_of([code[:length] for length in range(2, len(code) + 1)])
    roles = values.all_of(roles_granting(Permission.PEOPLE_WRITE))
    found = await db.value(
        "SELECT count(*) FROM posts o JOIN persons p ON p.id = o.person_id"
        f" WHERE o.code IN ({prefixes}) AND o.role IN ({roles}) AND {held('o', values.add(clock.day_of(now)))}"
        f" AND (o.ends_on IS NULL OR o.ends_on > {values.add(after)}) AND p.disabled = {values.add(False)}"
        f" AND o.id NOT IN ({values.all_of(posts) if posts else values.add(NOBODY)})"
        f" AND p.id <> {values.add(person or NOBODY)}",
        *values,
    )
    return bool(found)
