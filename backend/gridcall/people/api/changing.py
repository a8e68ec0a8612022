"""People's mutations: each calls one action and shows what came of it."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from gridcall.errors import NotFound, SignInRequired
from gridcall.gql import Context, Done, Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.people import actions, queries, sessions
from gridcall.people.actions import Origin
from gridcall.people.api.types import (
    Me,
    Person,
    Post,
    Unit,
    me_of,
    person_of,
    post_of,
    unit_of,
)
from gridcall.people.permissions import Permission, Role
from gridcall.people.workflow import UnitKind
from gridcall.words import Language


@strawberry.type(description="Signed in: the session travels as a cookie.")
class SignedIn:
    me: Me


@strawberry.type(description="A code is on its way, if the number can be reached.")
class CodeSent:
    expires_at: datetime
    demo_code: str | None = strawberry.field(description="The code itself, in a demo alone.")


@strawberry.type(description="What is masked elsewhere.")
class Revealed:
    person_id: strawberry.ID
    name: str
    phone: str


@strawberry.input
class AddPersonInput:
    id: strawberry.ID
    name: str
    phone: str
    language: Language
    password: str | None = None
    home_code: str | None = None


@strawberry.input(description="What is left out or null stays as it is.")
class ChangePersonInput:
    id: strawberry.ID
    expected_version: int
    name: str
    phone: str | None = None
    language: Language
    home_code: str | None = None
    new_password: str | None = None


@strawberry.input
class AddUnitInput:
    id: strawberry.ID
    name: str
    kind: UnitKind
    code: str


@strawberry.input
class ChangeUnitInput:
    id: strawberry.ID
    expected_version: int
    name: str
    kind: UnitKind


@strawberry.input(description="From a day to a day, both included.")
class AppointInput:
    id: strawberry.ID
    person_id: strawberry.ID
    unit_id: strawberry.ID
    role: Role
    code: str
    starts_on: date
    ends_on: date | None = None


@strawberry.input(description="At most 90 days.")
class DelegateInput:
    id: strawberry.ID
    post_id: strawberry.ID
    to_person_id: strawberry.ID
    from_: datetime = strawberry.field(name="from")
    until: datetime


RequestSignInCodeResult = Annotated[CodeSent | Refusal, strawberry.union("RequestSignInCodeResult")]
SignInWithCodeResult = Annotated[SignedIn | Refusal, strawberry.union("SignInWithCodeResult")]
SignInWithPasswordResult = Annotated[SignedIn | Refusal, strawberry.union("SignInWithPasswordResult")]
SignInAsCastResult = Annotated[SignedIn | Refusal, strawberry.union("SignInAsCastResult")]
SignOutResult = Annotated[Done | Refusal, strawberry.union("SignOutResult")]
EndSessionResult = Annotated[Done | Refusal, strawberry.union("EndSessionResult")]
SetLanguageResult = Annotated[Me | Refusal, strawberry.union("SetLanguageResult")]
SetPasswordResult = Annotated[Done | Refusal, strawberry.union("SetPasswordResult")]
AddPersonResult = Annotated[Person | Refusal, strawberry.union("AddPersonResult")]
ChangePersonResult = Annotated[Person | Refusal, strawberry.union("ChangePersonResult")]
SetPersonDisabledResult = Annotated[Person | Refusal, strawberry.union("SetPersonDisabledResult")]
AddUnitResult = Annotated[Unit | Refusal, strawberry.union("AddUnitResult")]
ChangeUnitResult = Annotated[Unit | Refusal, strawberry.union("ChangeUnitResult")]
DissolveUnitResult = Annotated[Unit | Refusal, strawberry.union("DissolveUnitResult")]
AppointResult = Annotated[Post | Refusal, strawberry.union("AppointResult")]
EndPostResult = Annotated[Post | Refusal, strawberry.union("EndPostResult")]
DelegateResult = Annotated[Post | Refusal, strawberry.union("DelegateResult")]
EndDelegationResult = Annotated[Done | Refusal, strawberry.union("EndDelegationResult")]
RevealPersonResult = Annotated[Revealed | Refusal, strawberry.union("RevealPersonResult")]


@strawberry.type
class SignInMutation:
    @strawberry.mutation
    async def request_sign_in_code(self, info: Info, phone: str) -> RequestSignInCodeResult:
        """Send a one-time code to a phone. Answers alike whether or not it is known."""
        context = info.context
        code, expires_at = await actions.request_sign_in_code(
            phone, origin=_origin(context), settings=context.settings, now=context.now
        )
        return CodeSent(expires_at=expires_at, demo_code=code if context.settings.demo else None)

    @strawberry.mutation
    async def sign_in_with_code(self, info: Info, phone: str, code: str) -> SignInWithCodeResult:
        """Enter with a one-time code. A new number becomes a resident's account."""
        context = info.context
        return _entered(
            context,
            await actions.sign_in_with_code(
                phone, code, origin=_origin(context), settings=context.settings, now=context.now
            ),
        )

    @strawberry.mutation
    async def sign_in_with_password(self, info: Info, phone: str, password: str) -> SignInWithPasswordResult:
        """Enter with a password."""
        context = info.context
        return _entered(
            context,
            await actions.sign_in_with_password(phone, password, origin=_origin(context), now=context.now),
        )

    @strawberry.mutation
    async def sign_in_as_cast(self, info: Info, person_id: strawberry.ID) -> SignInAsCastResult:
        """Enter as a made-up person. In a demo alone."""
        context = info.context
        return _entered(
            context,
            await actions.sign_in_as_cast(
                uuid_of(person_id, "personId"),
                origin=_origin(context),
                settings=context.settings,
                now=context.now,
            ),
        )

    @strawberry.mutation
    async def sign_out(self, info: Info) -> SignOutResult:
        """End this session, and with it its subscriptions."""
        context = info.context
        await actions.sign_out(actor_of(info), now=context.now)
        context.actor = None
        if context.response is not None and context.connection is not None:
            sessions.take_back(context.response, context.connection, demo=context.settings.demo)
        return Done()

    @strawberry.mutation
    async def end_session(self, info: Info, id: strawberry.ID) -> EndSessionResult:
        """End one of one's own sessions."""
        await actions.end_session(actor_of(info), uuid_of(id), now=info.context.now)
        return Done()

    @strawberry.mutation
    async def set_language(self, info: Info, language: Language) -> SetLanguageResult:
        """The language in which one is addressed."""
        actor = actor_of(info)
        await actions.set_language(actor, language, now=info.context.now)
        info.context.language = language
        fresh = await sessions.actor_of_session(actor.session_id, info.context.now)
        if fresh is None:
            raise SignInRequired()
        return me_of(fresh)

    @strawberry.mutation
    async def set_password(self, info: Info, new: str, current: str | None = None) -> SetPasswordResult:
        """Set or change one's own password; one's other sessions end."""
        await actions.set_password(
            actor_of(info), current=current, new=new, origin=_origin(info.context), now=info.context.now
        )
        return Done()


@strawberry.type
class PersonMutation:
    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def add_person(self, info: Info, input: AddPersonInput) -> AddPersonResult:
        key = await actions.add_person(
            actor_of(info),
            new_uuid_of(input.id),
            name=input.name,
            phone=input.phone,
            language=input.language,
            password=input.password,
            home_code=input.home_code,
            now=info.context.now,
        )
        return await _person(info, key)

    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def change_person(self, info: Info, input: ChangePersonInput) -> ChangePersonResult:
        key = await actions.change_person(
            actor_of(info),
            uuid_of(input.id),
            expected_version=input.expected_version,
            name=input.name,
            phone=input.phone,
            language=input.language,
            home_code=input.home_code,
            new_password=input.new_password,
            now=info.context.now,
        )
        return await _person(info, key)

    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def set_person_disabled(
        self, info: Info, id: strawberry.ID, disabled: bool, expected_version: int
    ) -> SetPersonDisabledResult:
        """Close an account, which ends its sessions at once, or open it again."""
        key = await actions.set_person_disabled(
            actor_of(info),
            uuid_of(id),
            disabled=disabled,
            expected_version=expected_version,
            now=info.context.now,
        )
        return await _person(info, key)

    @strawberry.mutation(extensions=[requires(Permission.PERSON_REVEAL)])  # type: ignore[untyped-decorator]
    async def reveal_person(self, info: Info, person_id: strawberry.ID, reason: str) -> RevealPersonResult:
        """The full name and number. Who looked, when and why is kept."""
        person = await actions.reveal_person(
            actor_of(info),
            uuid_of(person_id, "personId"),
            reason=reason,
            address=info.context.address,
            now=info.context.now,
        )
        return Revealed(
            person_id=strawberry.ID(str(person.id)), name=person.name, phone=person.phone.removeprefix("+86")
        )


@strawberry.type
class UnitMutation:
    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def add_unit(self, info: Info, input: AddUnitInput) -> AddUnitResult:
        key = await actions.add_unit(
            actor_of(info),
            new_uuid_of(input.id),
            name=input.name,
            kind=input.kind,
            code=input.code,
            now=info.context.now,
        )
        return unit_of(await queries.unit(key))

    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def change_unit(self, info: Info, input: ChangeUnitInput) -> ChangeUnitResult:
        key = await actions.change_unit(
            actor_of(info),
            uuid_of(input.id),
            expected_version=input.expected_version,
            name=input.name,
            kind=input.kind,
            now=info.context.now,
        )
        return unit_of(await queries.unit(key))

    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def dissolve_unit(self, info: Info, id: strawberry.ID, on: date, expected_version: int) -> DissolveUnitResult:
        """The unit's last day; its posts end then."""
        key = await actions.dissolve_unit(
            actor_of(info), uuid_of(id), on=on, expected_version=expected_version, now=info.context.now
        )
        return unit_of(await queries.unit(key))


@strawberry.type
class PostMutation:
    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def appoint(self, info: Info, input: AppointInput) -> AppointResult:
        """Give a person a post."""
        key = await actions.appoint(
            actor_of(info),
            new_uuid_of(input.id),
            person_id=uuid_of(input.person_id, "personId"),
            unit_id=uuid_of(input.unit_id, "unitId"),
            role=input.role,
            code=input.code,
            starts_on=input.starts_on,
            ends_on=input.ends_on,
            now=info.context.now,
        )
        return post_of(await queries.post(key))

    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def end_post(self, info: Info, id: strawberry.ID, on: date) -> EndPostResult:
        """The post's last day. When that day has come, its rights end at once."""
        key = await actions.end_post(actor_of(info), uuid_of(id), on=on, now=info.context.now)
        return post_of(await queries.post(key))

    @strawberry.mutation(extensions=[requires(Permission.POST_DELEGATE)])  # type: ignore[untyped-decorator]
    async def delegate(self, info: Info, input: DelegateInput) -> DelegateResult:
        """Let a person stand in for a post: one's own, or one that is managed."""
        key = await actions.delegate(
            actor_of(info),
            new_uuid_of(input.id),
            post_id=uuid_of(input.post_id, "postId"),
            to_person_id=uuid_of(input.to_person_id, "toPersonId"),
            starts_at=input.from_,
            ends_at=input.until,
            now=info.context.now,
        )
        return post_of(await queries.post(key))

    @strawberry.mutation
    async def end_delegation(self, info: Info, id: strawberry.ID) -> EndDelegationResult:
        """End a delegation before its time: who gave it, who has it, who manages it."""
        await actions.end_delegation(actor_of(info), uuid_of(id), now=info.context.now)
        return Done()


@strawberry.type
class PeopleMutation(SignInMutation, PersonMutation, UnitMutation, PostMutation): ...


def _origin(context: Context) -> Origin:
    connection = context.connection
    agent = connection.headers.get("user-agent", "") if connection else ""
    return Origin(context.address, agent, context.language)


def _entered(context: Context, entered: actions.SignedIn) -> SignedIn:
    if context.response is None or context.connection is None:
        raise RuntimeError("a session can only be handed out over HTTP")
    sessions.hand_out(context.response, context.connection, entered.token, demo=context.settings.demo)
    context.actor, context.language = entered.actor, entered.actor.language
    return SignedIn(me=me_of(entered.actor))


async def _person(info: Info, key: object) -> Person:
    row = await queries.person(actor_of(info), uuid_of(str(key)), info.context.now)
    if row is None:
        raise NotFound("person")
    return person_of(row)
