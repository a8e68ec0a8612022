from collections.abc import AsyncIterator

import pytest
from tests.activities.scene import Scene, SignIn
from tests.bank.scene import balanced
from tests.cast import World


@pytest.fixture
async def scene(world: World, as_person: SignIn) -> AsyncIterator[Scene]:
    """Persons sign in when they are first asked for; after every story the ledger is in balance."""
    yield Scene(world, as_person)
    await balanced()
