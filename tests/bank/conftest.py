from collections.abc import AsyncIterator

import pytest
from tests.bank.scene import Scene, SignIn, balanced, furnish_branches
from tests.cast import World
from tests.databases import Besides


@pytest.fixture
def besides() -> Besides:
    return (furnish_branches,)


@pytest.fixture
async def scene(world: World, as_person: SignIn) -> AsyncIterator[Scene]:
    """Two streets with keepers; after every story the ledger is in balance."""
    yield Scene(world, as_person)
    await balanced()
