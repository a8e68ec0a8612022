"""Persons, units, dated posts, permissions, delegation and sign-in."""
