"""Who may read or send to an address, told by permission and reach."""

from collections.abc import Callable

from tests.web.world import BOARD, ELSEWHERE, ROOT, Person

from riskbild.organisation.roles import Permission, Role

type Allowed = Callable[[Person], bool]


def here(*permissions: Permission) -> Allowed:
    """Who has one of the permissions at the board."""
    return lambda person: person.inside and any(person.has(one) for one in permissions)


def somewhere(*permissions: Permission) -> Allowed:
    """Who has one of the permissions at some place of their own municipality."""
    return lambda person: any(person.has(one) for one in permissions)


def everywhere(permission: Permission) -> Allowed:
    """Who has the permission in the whole of their municipality."""
    return lambda person: person.place in {ROOT, ELSEWHERE} and person.has(permission)


def own_municipality(person: Person) -> bool:
    """Everybody in the municipality: its organisation is no secret inside it."""
    return person.place != ELSEWHERE


def anybody(_person: Person) -> bool:
    """Everybody who is signed in."""
    return True


def reporter_or(*permissions: Permission) -> Allowed:
    """Whoever the measure was given to, and who has one of the permissions at the board."""
    return lambda person: (person.place, person.role) == (BOARD, Role.REPORTER) or here(*permissions)(person)


def the_reporter(person: Person) -> bool:
    """Whoever the reports were given to."""
    return (person.place, person.role) == (BOARD, Role.REPORTER)


def the_secretary(person: Person) -> bool:
    """Who is the executive board's secretary as well as the board's."""
    return (person.place, person.role) == (BOARD, Role.SECRETARY)


def the_reporter_or_manager(person: Person) -> bool:
    """Whoever appointed the stand-in, and who manages years somewhere."""
    return the_reporter(person) or (person.place != ELSEWHERE and person.has(Permission.MANAGE_YEAR))


def the_coordinator(person: Person) -> bool:
    """Whose saved view it is."""
    return (person.place, person.role) == (BOARD, Role.COORDINATOR)


def reads_secrets(person: Person) -> bool:
    """Who reads everything at the board, also what is secret."""
    return person.inside and person.has(Permission.READ) and person.has(Permission.READ_SECRET)


def packs_evidence(person: Person) -> bool:
    """Who reads the trail of the whole municipality, and the board's secrets."""
    return person.place == ROOT and person.has(Permission.READ_TRAIL) and person.has(Permission.READ_SECRET)
