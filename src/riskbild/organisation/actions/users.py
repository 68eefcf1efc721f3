"""Users: created, changed, given passwords, shut out."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from riskbild.audit.event import Event
from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, update
from riskbild.organisation import events
from riskbild.organisation.conflict import NOT_FOUND, take
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Municipality, User
from riskbild.organisation.passwords import PasswordHash
from riskbild.organisation.permissions import Actor, check_everywhere
from riskbild.organisation.refusing import LONGEST_MAIL, LONGEST_NAME, at, filled_line, one_line
from riskbild.organisation.roles import Permission
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@transaction.atomic
def create_user(
    *,
    by: Actor,
    municipality_id: UUID,
    username: str,
    name: str,
    now: datetime,
    password: str | PasswordHash | None = None,
    email: str = "",
    must_change_password: bool = False,
) -> User:
    """Adds a user with no role yet. Without a password nobody can sign in as them.

    Raises `Refused` when the sign-in name is taken in the installation, or the password is weak.
    """
    _check_manages(by, municipality_id, now)
    if not _MUNICIPALITY.rows(municipality_id):
        raise Missing(NOT_FOUND)
    user = User(
        municipality_id=municipality_id, username=_sign_in_name(username), name=_filled(name), email=_mail(email),
        must_change_password=must_change_password,
    )  # fmt: skip
    _put_password(user, password)
    try:
        with transaction.atomic():
            add(user)
    except IntegrityError as taken:
        raise at("username", _TAKEN) from taken
    after = {"username": user.username, "name": user.name, "email": user.email}
    return _recorded(user, by, now, events.USER_CREATED, after=after)


@transaction.atomic
def change_user(*, by: Actor, user_id: UUID, version: int, name: str, email: str, now: datetime) -> User:
    """Changes a user's name and mail address."""
    user = _take(by, user_id, version, now)
    before = {"name": user.name, "email": user.email}
    user.name, user.email = _filled(name), _mail(email)
    after = {"name": user.name, "email": user.email}
    if after == before:
        return user
    return _saved(user, by, now, events.USER_CHANGED, before=before, after=after)


@transaction.atomic
def set_password(*, by: Actor, user_id: UUID, version: int, password: str, now: datetime) -> User:
    """An administrator sets a password, to be changed at the next sign-in; every session of the user ends."""
    user = _take(by, user_id, version, now)
    if by.id == user.pk:
        raise Refused(_ONESELF)
    _put_password(user, password)
    user.must_change_password = True
    return _saved(user, by, now, events.PASSWORD_SET)


@transaction.atomic
def set_own_password(*, by: User, current: str, password: str, now: datetime) -> User:
    """The person changes their own password; every other session ends. Raises `Refused` when `current` is wrong."""
    user = take(User, by, by.pk, version=None)
    if not user.check_password(current):
        raise at("current", Sentence(sv="Det nuvarande lösenordet stämmer inte.", en="The current password is wrong."))
    _put_password(user, password)
    user.must_change_password = False
    return _saved(user, by, now, events.PASSWORD_SET)


@transaction.atomic
def set_active(*, by: Actor, user_id: UUID, version: int, active: bool, now: datetime) -> User:
    """Shuts a user out, or lets them in again; nothing that they did is lost. Nobody shuts themselves out."""
    user = _take(by, user_id, version, now)
    if not active and by.id == user.pk:
        raise Refused(Sentence(sv="Du kan inte spärra dig själv.", en="You cannot shut yourself out."))
    user.is_active = active
    return _saved(user, by, now, events.USER_ACTIVATED if active else events.USER_DEACTIVATED)


@transaction.atomic
def end_sessions(*, by: Actor, user_id: UUID, now: datetime) -> User:
    """Ends every session of a user: one's own, or anybody's for who manages users."""
    if by.id == user_id and isinstance(by, User):
        user = take(User, by, user_id, version=None)
    else:
        user = _take(by, user_id, None, now)
    user.session_epoch += 1
    return _saved(user, by, now, events.SESSIONS_ENDED)


def _check_manages(by: Actor, municipality_id: UUID, now: datetime) -> None:
    if isinstance(by, User) and by.municipality_id != municipality_id:
        raise Missing(NOT_FOUND)
    # At the root: who could set the password of one who may more would have all that the other has.
    check_everywhere(by, Permission.MANAGE_USERS, today=day_of(now))


def _take(by: Actor, user_id: UUID, version: int | None, now: datetime) -> User:
    user = take(User, by, user_id, version=None)
    _check_manages(by, user.municipality_id, now)
    return take(User, by, user_id, version=version)


def _saved(user: User, by: Actor, now: datetime, event: Event, **sides: dict[str, str]) -> User:
    user.version += 1
    update(user)
    return _recorded(user, by, now, event, **sides)


def _recorded(user: User, by: Actor, now: datetime, event: Event, **sides: dict[str, str]) -> User:
    record(Change(event, "user", user.pk, **sides), by=by, municipality_id=user.municipality_id, now=now)
    return user


def _put_password(user: User, password: str | PasswordHash | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    if isinstance(password, PasswordHash):
        user.password = password.encoded
        return
    try:
        validate_password(password, user)
    except ValidationError as weak:
        reasons = " ".join(weak.messages)
        raise at("password", Sentence(sv=reasons, en=reasons)) from weak
    user.set_password(password)


def _mail(email: str) -> str:
    email = one_line(email, where="email", longest=LONGEST_MAIL)
    if email:
        try:
            validate_email(email)
        except ValidationError as bad:
            raise at("email", _NO_MAIL) from bad
    return email


def _filled(name: str) -> str:
    return filled_line(name, where="name", longest=LONGEST_NAME, empty=_NO_NAME)


_MUNICIPALITY = Prepared(lambda: Municipality.objects.values_list("id"), by=["id"])
_NAMED = Prepared(lambda: User.objects.values_list("id"), by=["username"])


def _sign_in_name(username: str) -> str:
    username = filled_line(username, where="username", longest=LONGEST_NAME, empty=_NO_USERNAME).lower()
    if " " in username:
        raise at("username", _BLANKS)
    if _NAMED.rows(username):
        raise at("username", _TAKEN)
    return username


_NO_NAME = Sentence(sv="Ange ett namn.", en="Give a name.")
_NO_USERNAME = Sentence(sv="Ange ett användarnamn.", en="Give a sign-in name.")
_BLANKS = Sentence(sv="Användarnamnet kan inte innehålla mellanslag.", en="The sign-in name cannot hold blanks.")
_TAKEN = Sentence(sv="Användarnamnet används redan.", en="The sign-in name is already in use.")
_NO_MAIL = Sentence(sv="E-postadressen ser inte ut som en adress.", en="That does not look like a mail address.")
_ONESELF = Sentence(
    sv="Ditt eget lösenord byter du under ditt namn överst på sidan.",
    en="Your own password you change under your name at the top of the page.",
)
