"""`python -m gridcall` is the command `gridcall`."""

from gridcall.cli import app

app(prog_name="gridcall")
