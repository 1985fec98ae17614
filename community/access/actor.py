"""Who is asking: built once a request, read by every policy, knows no tables."""

from dataclasses import dataclass

from community.access.permissions import PERMISSIONS, STAFF_ROLES, Permission, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person on one of their cards. ``zone`` is the house's IANA zone."""

    account_id: str
    sign_in_id: str
    person_id: str
    house_id: str
    roles: frozenset[Role]
    shown_name: str
    language: str
    house_language: str
    zone: str
    week_starts: str
    # (whom one calls, number), for the pages of residents.
    crisis_numbers: tuple[tuple[str, str], ...] = ()

    @property
    def staff(self) -> bool:
        """Whether this person works in the house."""
        return bool(self.roles & STAFF_ROLES)

    @property
    def manager(self) -> bool:
        """Whether this person manages the house."""
        return Role.MANAGER in self.roles

    @property
    def resident(self) -> bool:
        """Whether this person lives here now."""
        return Role.RESIDENT in self.roles

    @property
    def graduate(self) -> bool:
        """Whether this person has left the house and serves it as an elder."""
        return Role.GRADUATE in self.roles

    @property
    def relative(self) -> bool:
        """Whether this person is somebody's relative."""
        return Role.RELATIVE in self.roles

    def may(self, permission: Permission) -> bool:
        """Whether any of this person's roles carries the permission; one's own account is everybody's.

        Whoever lives or works here no more can still see where they are signed in, and sign out.
        """
        return permission is Permission.ACCOUNT_OWN or any(permission in PERMISSIONS[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class System:
    """A job or a command that acts: nobody signed in. Commands name the person in charge if there is one."""

    person_id: str | None = None
    sign_in_id: str | None = None


By = Actor | System
SYSTEM = System()
