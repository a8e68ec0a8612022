from collections.abc import Awaitable, Callable

import pytest
from tests.cast import World
from tests.client import Client
from tests.databases import Besides
from tests.wishes.scene import Scene, furnish_units


@pytest.fixture
def besides() -> Besides:
    return (furnish_units,)


@pytest.fixture
def scene(as_person: Callable[[str], Awaitable[Client]], world: World) -> Scene:
    """The small world with double-registered units, and everybody's phone."""
    return Scene(world, as_person)
