"""gridcall person add | post add: for the first administrator."""

from datetime import date, datetime
from typing import Annotated

import typer

from gridcall import clock, settings
from gridcall.cli.running import console, run
from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind

person = typer.Typer(help="Persons, for the first administrator.", no_args_is_help=True)
post = typer.Typer(help="Posts, for the first administrator.", no_args_is_help=True)


@person.command("add")
def person_add(
    name: str,
    phone: str,
    home_code: Annotated[str, typer.Option(help="The division where the person lives.")] = "",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="At least 10 characters.")] = "",
) -> None:
    """Add a person who can sign in with a password."""
    from gridcall.people import actions

    home = home_code or settings.from_environment().root_code
    made = run(
        actions.add_person_as_operator(
            name=name, phone=phone, password=password or None, home_code=home, now=clock.now()
        )
    )
    console.print(f"Added: {made}")


@post.command("add")
def post_add(
    phone: str,
    role: Role,
    code: Annotated[str, typer.Argument(help="The division where the post is held.")],
    unit: Annotated[str, typer.Option(help="The unit's name; added when there is none.")],
    kind: Annotated[UnitKind, typer.Option(help="The unit's kind.")] = UnitKind.DISTRICT_OFFICE,
    starts_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Give a person a post, such as the first administrator's."""
    from gridcall.people import actions

    first_day: date = starts_on.date() if starts_on else clock.today()

    async def add() -> object:
        unit_id = await actions.add_unit_as_operator(name=unit, kind=kind, code=code, now=clock.now())
        return await actions.appoint_as_operator(
            phone=phone, unit_id=unit_id, role=role, code=code, starts_on=first_day, now=clock.now()
        )

    console.print(f"Added: {run(add())}")
