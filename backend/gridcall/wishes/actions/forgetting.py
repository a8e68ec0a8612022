"""What wishes keep of a person's own: it goes when the person is erased."""

from uuid import UUID

from gridcall.errors import WrongStatus
from gridcall.wishes import queries, writing


async def forget(person_id: UUID) -> None:
    """In the transaction that erases the person. Raises WrongStatus while a wish of theirs is open: that ends first."""
    if await queries.has_open(person_id):
        raise WrongStatus("open", "erase", "wishes_open")
    await writing.forget(person_id)
