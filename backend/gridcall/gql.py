"""What every api.py shares: the context, @requires, and refusals as union members.

A mutation answers with a union of its success type and `Refusal`:

    TakeSnapResult = Annotated[Snap | Refusal, strawberry.union("TakeSnapResult")]
"""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NewType, TypeVar
from uuid import UUID

import strawberry
from starlette.requests import HTTPConnection
from starlette.responses import Response
from strawberry.dataloader import DataLoader
from strawberry.extensions import FieldExtension
from strawberry.schema_directive import Location
from strawberry.types.field import StrawberryField
from strawberry.types.scalar import ScalarDefinition

from gridcall import clock, errors
from gridcall.people.actor import Actor, signed_in
from gridcall.people.permissions import Permission as PermissionName
from gridcall.settings import Settings
from gridcall.words import Language as LanguageName
from gridcall.words import say

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Permission = strawberry.enum(PermissionName, name="Permission")
Language = strawberry.enum(LanguageName, name="Language")
Outline = NewType("Outline", object)
SCALARS: dict[object, ScalarDefinition] = {
    Outline: strawberry.scalar(
        name="Outline",
        description="[[lon, lat, lon, lat, ...], ...] in WGS-84 degrees, exterior ring first.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
    )
}


@dataclass
class Context:
    """One request's surroundings. `actor` is None for whoever is not signed in."""

    settings: Settings
    actor: Actor | None
    language: LanguageName
    connection: HTTPConnection | None = None
    response: Response | None = None
    loaders: dict[str, DataLoader[Any, Any]] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def address(self) -> str:
        """Where the request comes from, for throttling."""
        client = self.connection.client if self.connection else None
        return client.host if client else ""

    def loader(self, name: str, load: Callable[[list[K]], Awaitable[list[V]]]) -> DataLoader[K, V]:
        """The request's one loader of that name: all its keys go into one SQL."""
        if name not in self.loaders:
            self.loaders[name] = DataLoader(load_fn=load)
        return self.loaders[name]


Info = strawberry.Info[Context, None]


def actor_of(info: Info) -> Actor:
    """The person asking; SignInRequired when nobody is signed in."""
    return signed_in(info.context.actor)


@strawberry.schema_directive(locations=[Location.FIELD_DEFINITION], name="requires")
class RequiresDirective:
    """The asker holds a post that grants this permission; which rows it reaches is decided by the look-up."""

    permission: PermissionName


class _Requires(FieldExtension):
    def __init__(self, permission: PermissionName) -> None:
        self.permission = permission

    def apply(self, field: StrawberryField) -> None:
        declared = RequiresDirective(permission=self.permission)
        if declared not in field.directives:  # a field that Query inherits is applied to again
            field.directives = [*field.directives, declared]

    def _check(self, info: Info) -> None:
        if not actor_of(info).may(self.permission):
            raise errors.NotAllowed(self.permission.value)

    def resolve(self, next_: Callable[..., Any], source: Any, info: Info, **arguments: Any) -> Any:
        self._check(info)
        return next_(source, info, **arguments)

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **arguments: Any
    ) -> Any:
        self._check(info)
        return await next_(source, info, **arguments)


def requires(permission: PermissionName) -> FieldExtension:
    """Declare, check and print the permission of a field."""
    return _Requires(permission)


@strawberry.interface(description="A refusal that the person can read. Nothing was changed.")
class Problem:
    code: str
    message: str


@strawberry.type
class SignInRequired(Problem): ...


@strawberry.type
class NotAllowed(Problem):
    permission: str


@strawberry.type
class NotFound(Problem):
    what: str


@strawberry.type
class WrongStatus(Problem):
    actual_status: str
    step: str


@strawberry.type
class AlreadyClaimed(Problem): ...


@strawberry.type
class InvalidInput(Problem):
    field: str


@strawberry.type
class VersionConflict(Problem):
    actual_version: int


@strawberry.type
class IdempotencyConflict(Problem): ...


@strawberry.type
class TooManyTries(Problem):
    retry_after_seconds: int


@strawberry.type
class NotEnoughPoints(Problem):
    available: int


@strawberry.type
class HoldEnded(Problem): ...


@strawberry.type
class LotsExpired(Problem): ...


@strawberry.type
class ReversedAlready(Problem): ...


@strawberry.type
class AccountClosed(Problem): ...


Refusal = (
    SignInRequired
    | NotAllowed
    | NotFound
    | WrongStatus
    | AlreadyClaimed
    | InvalidInput
    | VersionConflict
    | IdempotencyConflict
    | TooManyTries
    | NotEnoughPoints
    | HoldEnded
    | LotsExpired
    | ReversedAlready
    | AccountClosed
)


def _shown(error: type[errors.DomainError], as_type: type) -> Any:
    class Shown(strawberry.ExceptionHandler):  # type: ignore[type-arg]
        exception_type = error
        error_type = as_type

        def handle(self, exception: Any, *, field: object, info: Info) -> object:
            facts = {name: value for name, value in vars(exception).items() if name != "reason"}
            message = say(exception.reason, info.context.language)
            return as_type(code=exception.code, message=message, **facts)

    return Shown()


EXCEPTION_HANDLERS = [
    _shown(errors.SignInRequired, SignInRequired),
    _shown(errors.NotAllowed, NotAllowed),
    _shown(errors.NotFound, NotFound),
    _shown(errors.WrongStatus, WrongStatus),
    _shown(errors.AlreadyClaimed, AlreadyClaimed),
    _shown(errors.InvalidInput, InvalidInput),
    _shown(errors.VersionConflict, VersionConflict),
    _shown(errors.IdempotencyConflict, IdempotencyConflict),
    _shown(errors.TooManyTries, TooManyTries),
    _shown(errors.NotEnoughPoints, NotEnoughPoints),
    _shown(errors.HoldEnded, HoldEnded),
    _shown(errors.LotsExpired, LotsExpired),
    _shown(errors.ReversedAlready, ReversedAlready),
    _shown(errors.AccountClosed, AccountClosed),
]


def of_row(column: str, **told: Any) -> Any:
    """A field that says what the object's `row` says, looked up when it is asked for, as most are not."""

    def read(self):  # type: ignore[no-untyped-def]
        return getattr(self.row, column)

    return strawberry.field(resolver=read, **told)


@strawberry.type
class Done:
    """The step was taken; there is nothing more to show."""

    ok: bool = True


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


PAGE_AT_MOST = 100


def page_size(first: int) -> int:
    """`first`, checked: 1 to 100."""
    if not 1 <= first <= PAGE_AT_MOST:
        raise errors.InvalidInput("first", "page_size")
    return first


def uuid_of(raw: str, field: str = "id") -> UUID:
    """A UUID from what a client sent; InvalidInput when it is none."""
    try:
        return UUID(raw)
    except ValueError:
        raise errors.InvalidInput(field, "not_an_id") from None


def new_uuid_of(raw: str, field: str = "id") -> UUID:
    """A client-made id, which is also the idempotency key: a UUIDv7."""
    identifier = uuid_of(raw, field)
    if identifier.version != 7:  # noqa: PLR2004
        raise errors.InvalidInput(field, "not_uuid7")
    return identifier
