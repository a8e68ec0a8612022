"""The call ticket: street calls, district responds, in five steps (domain.md 4)."""
