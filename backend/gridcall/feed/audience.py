"""Who hears what, as keys: an event has some, a subscriber has some, and one in common is enough.

    person:<id>             the persons that the event names
    unit:<id>               the units that it names
    <permission>:<code>     the posts that hold the permission at a prefix of the event's code
    public:<code>           everybody who looks at a division around it, if the event is public

Finding an event's hearers costs one dictionary look-up per key, however many subscribers there are.
"""

from collections.abc import Iterator, Mapping

from gridcall.errors import InvalidInput, SignInRequired
from gridcall.outbox import Recorded
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission

# The permission with which posts hear of a thing: the first word of the event's kind.
HEARD_WITH: Mapping[str, Permission] = {
    "snap": Permission.SNAP_READ,
    "draft": Permission.CALL_DRAFT,  # a call that nobody has signed is the street's own affair
    "call": Permission.CALL_READ,
    "responsibility": Permission.CALL_READ,
    "wish": Permission.WISH_READ,
    "registration": Permission.REGISTRATION_READ,
    "person": Permission.PEOPLE_READ,
    "unit": Permission.PEOPLE_READ,
    "post": Permission.PEOPLE_READ,
    "delegation": Permission.PEOPLE_READ,
    "grid": Permission.STAFFING_READ,
    "activity": Permission.ACTIVITY_ORGANISE,
    "branch": Permission.BRANCH_KEEP,
    "good": Permission.GOOD_OFFER,
    "settlement": Permission.POINTS_SETTLE,
    "adjustment": Permission.POINTS_ADJUST,
    "earning_rule": Permission.POINTS_RULE,
}
SHORTEST, LONGEST = 2, 15  # digits of a code

Keys = frozenset[str]


def keys_of_event(event: Recorded) -> Iterator[str]:
    """The keys under which the event's hearers are found."""
    for person in event.persons:
        yield person if person.startswith("unit:") else f"person:{person}"
    permission = HEARD_WITH.get(event.kind.partition(".")[0])
    for length in range(SHORTEST, len(event.code) + 1):
        prefix = event.code[:length]
        if permission is not None:
            yield f"{permission.value}:{prefix}"
        if event.public:
            yield f"public:{prefix}"


def keys_of_subscriber(actor: Actor | None, within: str | None) -> Keys:
    """What this person hears. Whoever is not signed in hears public events alone, and must say where.

    Raises InvalidInput for a `within` that is no code, SignInRequired for nobody without one.
    """
    keys = set()
    if within is not None:
        keys.add(f"public:{_code(within)}")
    elif actor is None:
        raise SignInRequired()
    if actor is not None:
        keys.add(f"person:{actor.person_id}")
        for permission in set(HEARD_WITH.values()):
            keys.update(f"{permission.value}:{code}" for code in actor.codes(permission))
        keys.update(f"unit:{hat.unit_id}" for hat in actor.hats if Permission.CALL_ATTEND in hat.permissions)
    return frozenset(keys)


def _code(raw: str) -> str:
    if not (raw.isascii() and raw.isdigit() and SHORTEST <= len(raw) <= LONGEST):
        raise InvalidInput("within", "division_code")
    return raw


def hears(keys: Keys, event: Recorded) -> bool:
    """Whether a subscriber with `keys` hears `event`."""
    return any(key in keys for key in keys_of_event(event))
