"""gridcall: street calls, district responds."""

__version__ = "0.1.0"
