"""The call ticket: street calls, district responds, in five steps (docs/domain.md 4)."""
