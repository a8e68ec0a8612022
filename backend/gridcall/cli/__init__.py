"""The command line: gridcall demo | serve | worker | migrate | verify | import | export | schema | person | post."""

import typer

from gridcall.cli import looking, serving
from gridcall.cli.exporting import exports
from gridcall.cli.importing import imports
from gridcall.cli.people import person, post

app = typer.Typer(help="Street calls, district responds.", no_args_is_help=True, add_completion=False)
app.add_typer(serving.app)
app.add_typer(looking.app)
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
app.add_typer(person, name="person")
app.add_typer(post, name="post")
