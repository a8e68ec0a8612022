from collections.abc import AsyncIterator

import pytest
from tests.activities.scene import Scene, SignIn, set_rule
from tests.bank.scene import balanced
from tests.cast import World


@pytest.fixture
async def scene(world: World, as_person: SignIn) -> AsyncIterator[Scene]:
    """A rule of one point an hour is in force; after every story the ledger is in balance."""
    await set_rule()
    yield Scene(world, as_person)
    await balanced()
