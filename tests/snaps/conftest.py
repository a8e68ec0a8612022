import pytest
from tests.cast import World


@pytest.fixture
def place(furnished: World, database: str) -> World:
    """The small world in a fresh database, without the application around it."""
    return furnished
