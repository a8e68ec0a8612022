"""Everything that moves points."""
