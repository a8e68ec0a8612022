import pytest
from tests.calls.scene import Scene, SignIn, furnish_calls
from tests.cast import World


@pytest.fixture
async def scene(world: World, as_person: SignIn) -> Scene:
    """The small district with departments and a list; persons sign in when they are first asked for."""
    return Scene(world, as_person, items=await furnish_calls(world))
