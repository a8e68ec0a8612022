"""Who is asking: a person with the posts held at this moment."""

from dataclasses import dataclass
from uuid import UUID

from gridcall.errors import NotAllowed, SignInRequired
from gridcall.people.permissions import Permission, Role
from gridcall.words import Language


@dataclass(frozen=True)
class Hat:
    """A post held today. `acting_for` names the post it stands in for, by delegation."""

    post_id: UUID
    unit_id: UUID
    role: Role
    code: str
    permissions: frozenset[Permission]
    acting_for: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """A signed-in person. Reads narrow by `codes`, steps ask `require`."""

    person_id: UUID
    session_id: UUID
    name: str
    language: Language
    home_code: str
    hats: tuple[Hat, ...] = ()

    def may(self, permission: Permission) -> bool:
        """Held anywhere at all."""
        return any(permission in hat.permissions for hat in self.hats)

    def codes(self, permission: Permission) -> tuple[str, ...]:
        """The division and cell codes at which it is held, sorted, none lying inside another."""
        held = sorted({hat.code for hat in self.hats if permission in hat.permissions})
        return tuple(code for code in held if not any(code != o and code.startswith(o) for o in held))

    def holds(self, permission: Permission, code: str) -> Hat | None:
        """The post that grants it for a thing at `code`, or None. The nearest post answers first."""
        fitting = [h for h in self.hats if permission in h.permissions and code.startswith(h.code)]
        return max(fitting, key=lambda hat: len(hat.code), default=None)

    def require(self, permission: Permission, code: str) -> Hat:
        """The post that grants it for a thing at `code`; NotAllowed when there is none."""
        hat = self.holds(permission, code)
        if hat is None:
            raise NotAllowed(permission.value)
        return hat


def signed_in(actor: Actor | None) -> Actor:
    """The person asking; SignInRequired when nobody is signed in."""
    if actor is None:
        raise SignInRequired()
    return actor
