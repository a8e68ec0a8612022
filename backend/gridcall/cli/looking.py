"""gridcall verify | schema: what is looked at and not changed."""

from pathlib import Path
from typing import Annotated, Any

import typer

from gridcall.cli.running import console, run

app = typer.Typer()


@app.command()
def verify(
    ledger: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="An exported ledger alone.")] = None,
) -> None:
    """Say whether signed calls are what was signed and the ledger holds; exits with 1 when something does not."""
    from gridcall.calls import verifying
    from gridcall.points import verifying as points

    if ledger is not None:
        with ledger.open("rb") as lines:
            _ledger(points.verify_export(lines))
        return

    async def checked() -> tuple[int, list[verifying.Broken], points.Verdict]:
        broken = [one async for one in verifying.broken_signatures()]
        return await verifying.signatures(), broken, await points.verify()

    number, broken, verdict = run(checked())
    for one in broken:
        console.print(f"[red]call {one.call_id}[/red]: {one.what}", soft_wrap=True)
    if not broken:
        console.print(f"All {number} signatures hold.")
    _ledger(verdict)
    if broken:
        raise typer.Exit(1)


def _ledger(verdict: Any) -> None:
    """What the ledger's check has found."""
    for fault in verdict.faults:
        where = (
            f"transfer {fault.seq}" if fault.seq else f"account {fault.account_id}" if fault.account_id else "ledger"
        )
        console.print(f"[red]{where}[/red]: {fault.words} (invariant {fault.invariant})", soft_wrap=True)
    if not verdict.ok:
        raise typer.Exit(1)
    console.print(f"All {verdict.transfers} transfers hold. Head: {verdict.hash}", soft_wrap=True)


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    from gridcall.schema import printed

    print(printed(), end="")
