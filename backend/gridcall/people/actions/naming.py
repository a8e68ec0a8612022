"""Makes persons findable by any piece of their names."""

from uuid import UUID

from gridcall import db

# 孙志安 -> 孙志安, 志安, 安
_PARTS = (
    "WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 40)"
    " INSERT INTO name_parts (part, person_id)"
    " SELECT substr(lower(p.name), i), p.id FROM persons p JOIN place ON i <= length(p.name) WHERE p.id = $1"
)


async def index_name(person_id: UUID) -> None:
    """By the name that is stored, in the caller's transaction."""
    await db.execute("DELETE FROM name_parts WHERE person_id = $1", person_id)
    await db.execute(_PARTS, person_id)
