"""Activities of a community: published, joined, attended, signed off; whole hours become points."""
