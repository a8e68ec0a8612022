"""Taking snaps and every later step."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry.extensions import FieldExtension

from gridcall.gql import Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.grid.api import PointInput
from gridcall.media.api import PhotoInput, chosen
from gridcall.people.permissions import Permission
from gridcall.snaps import actions
from gridcall.snaps.api.types import Snap, shown
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.places import Point
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import STEPS, SnapStep


@strawberry.input
class TakeSnapInput:
    """`id` is client-made (UUIDv7) and is the idempotency key."""

    id: strawberry.ID
    photos: list[PhotoInput]
    point: PointInput | None = None
    cell_code: str | None = None
    place: str
    category: SnapCategory
    words: str
    taken_at: datetime
    fixed_on_the_spot: bool


@strawberry.input
class SnapStepInput:
    """`id` is client-made (UUIDv7) and is the step's idempotency key."""

    id: strawberry.ID
    snap_id: strawberry.ID
    expected_version: int | None = None
    words: str | None = None
    photos: list[PhotoInput] | None = None


TakeSnapResult = Annotated[Snap | Refusal, strawberry.union("TakeSnapResult")]
BackSnapResult = Annotated[Snap | Refusal, strawberry.union("BackSnapResult")]
TakeOnSnapResult = Annotated[Snap | Refusal, strawberry.union("TakeOnSnapResult")]
AssignSnapResult = Annotated[Snap | Refusal, strawberry.union("AssignSnapResult")]
GiveBackSnapResult = Annotated[Snap | Refusal, strawberry.union("GiveBackSnapResult")]
FixSnapOnTheSpotResult = Annotated[Snap | Refusal, strawberry.union("FixSnapOnTheSpotResult")]
SolveSnapResult = Annotated[Snap | Refusal, strawberry.union("SolveSnapResult")]
ConfirmSnapSolvedResult = Annotated[Snap | Refusal, strawberry.union("ConfirmSnapSolvedResult")]
ReportSnapNotSolvedResult = Annotated[Snap | Refusal, strawberry.union("ReportSnapNotSolvedResult")]
RaiseSnapToStreetResult = Annotated[Snap | Refusal, strawberry.union("RaiseSnapToStreetResult")]
MergeSnapResult = Annotated[Snap | Refusal, strawberry.union("MergeSnapResult")]
RefuseSnapResult = Annotated[Snap | Refusal, strawberry.union("RefuseSnapResult")]
RelocateSnapResult = Annotated[Snap | Refusal, strawberry.union("RelocateSnapResult")]
WithdrawSnapResult = Annotated[Snap | Refusal, strawberry.union("WithdrawSnapResult")]


def _gate(step: SnapStep) -> list[FieldExtension]:
    """The permission that the workflow names for the step; none where it asks for a part in the snap."""
    who = STEPS[step].who
    return [requires(who)] if isinstance(who, Permission) else []


def _new(input: TakeSnapInput) -> actions.NewSnap:
    point = input.point
    return actions.NewSnap(
        id=new_uuid_of(input.id),
        category=input.category,
        taken_at=input.taken_at,
        words=input.words,
        place=input.place,
        photos=chosen(input.photos),
        point=Point(point.lon, point.lat, point.crs, point.accuracy_metres) if point else None,
        cell_code=input.cell_code,
        fixed_on_the_spot=input.fixed_on_the_spot,
    )


def _request(input: SnapStepInput) -> actions.Request:
    return actions.Request(
        id=new_uuid_of(input.id),
        snap_id=uuid_of(input.snap_id, "snapId"),
        words=input.words or "",
        photos=chosen(input.photos),
        expected_version=input.expected_version,
    )


async def _step(info: Info, act: Callable[..., Awaitable[SnapRow]], input: SnapStepInput, *further: Any) -> Snap:
    snap = await act(actor_of(info), _request(input), *further, now=info.context.now)
    return await shown(snap, info)


@strawberry.type
class SnapsMutation:
    @strawberry.mutation
    async def take_snap(self, info: Info, input: TakeSnapInput) -> TakeSnapResult:
        """Report a problem; or report it fixed on the spot."""
        context = info.context
        snap = await actions.take_snap(actor_of(info), _new(input), settings=context.settings, now=context.now)
        return await shown(snap, info)

    @strawberry.mutation
    async def back_snap(self, info: Info, id: strawberry.ID, snap_id: strawberry.ID) -> BackSnapResult:
        """ "Me too": the same problem, followed from now on."""
        return await _step(info, actions.back, SnapStepInput(id=id, snap_id=snap_id))

    @strawberry.mutation(extensions=_gate(SnapStep.TAKE_ON))  # type: ignore[untyped-decorator]
    async def take_on_snap(self, info: Info, input: SnapStepInput) -> TakeOnSnapResult:
        """Take it in hand (接办)."""
        return await _step(info, actions.take_on, input)

    @strawberry.mutation(extensions=_gate(SnapStep.ASSIGN))  # type: ignore[untyped-decorator]
    async def assign_snap(self, info: Info, input: SnapStepInput, person_id: strawberry.ID) -> AssignSnapResult:
        """Give it to a person whose post covers the place."""
        return await _step(info, actions.assign, input, uuid_of(person_id, "personId"))

    @strawberry.mutation
    async def give_back_snap(self, info: Info, input: SnapStepInput) -> GiveBackSnapResult:
        """Whoever has it in hand cannot do it; words say why."""
        return await _step(info, actions.give_back, input)

    @strawberry.mutation(extensions=_gate(SnapStep.FIX_ON_THE_SPOT))  # type: ignore[untyped-decorator]
    async def fix_snap_on_the_spot(self, info: Info, input: SnapStepInput) -> FixSnapOnTheSpotResult:
        """Seen, mended, done."""
        return await _step(info, actions.fix_on_the_spot, input)

    @strawberry.mutation
    async def solve_snap(self, info: Info, input: SnapStepInput) -> SolveSnapResult:
        """Whoever has it in hand says what was done."""
        return await _step(info, actions.solve, input)

    @strawberry.mutation
    async def confirm_snap_solved(self, info: Info, input: SnapStepInput) -> ConfirmSnapSolvedResult:
        """The reporter agrees that it is solved."""
        return await _step(info, actions.confirm_solved, input)

    @strawberry.mutation
    async def report_snap_not_solved(self, info: Info, input: SnapStepInput) -> ReportSnapNotSolvedResult:
        """The reporter disagrees; words say why."""
        context = info.context
        snap = await actions.not_solved(actor_of(info), _request(input), settings=context.settings, now=context.now)
        return await shown(snap, info)

    @strawberry.mutation(extensions=_gate(SnapStep.RAISE_TO_STREET))  # type: ignore[untyped-decorator]
    async def raise_snap_to_street(self, info: Info, input: SnapStepInput) -> RaiseSnapToStreetResult:
        """More than the community can do."""
        return await _step(info, actions.raise_to_street, input)

    @strawberry.mutation(extensions=_gate(SnapStep.MERGE))  # type: ignore[untyped-decorator]
    async def merge_snap(self, info: Info, input: SnapStepInput, into_id: strawberry.ID) -> MergeSnapResult:
        """The same problem was reported before."""
        return await _step(info, actions.merge, input, uuid_of(into_id, "intoId"))

    @strawberry.mutation(extensions=_gate(SnapStep.REFUSE))  # type: ignore[untyped-decorator]
    async def refuse_snap(self, info: Info, input: SnapStepInput) -> RefuseSnapResult:
        """Not a matter for the district; words say why."""
        return await _step(info, actions.refuse, input)

    @strawberry.mutation(extensions=_gate(SnapStep.RELOCATE))  # type: ignore[untyped-decorator]
    async def relocate_snap(self, info: Info, input: SnapStepInput, cell_code: str) -> RelocateSnapResult:
        """It lies in another cell."""
        return await _step(info, actions.relocate, input, cell_code)

    @strawberry.mutation
    async def withdraw_snap(self, info: Info, input: SnapStepInput) -> WithdrawSnapResult:
        """The reporter takes it back before anybody has it in hand."""
        return await _step(info, actions.withdraw, input)
