import pytest
from tests.calls.scene import Scene, SignIn, furnish_calls, items_in_force
from tests.cast import World
from tests.databases import Besides


@pytest.fixture
def besides() -> Besides:
    return (furnish_calls,)


@pytest.fixture
async def scene(world: World, as_person: SignIn) -> Scene:
    """The small district with departments and a list; persons sign in when they are first asked for."""
    return Scene(world, as_person, items=await items_in_force())
