import pytest
from tests.cast import World, furnish

from gridcall.grid import locate


@pytest.fixture
async def place(database: str) -> World:
    """The small world in a fresh database, without the application around it."""
    locate.forget()
    return await furnish()
