"""Settings from the environment: each documented, each with a clear answer to a wrong value."""

import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings
from tests.installation import ROOT

from riskbild.cli.commands import serve
from riskbild.config.settings import database, environment, mail, secret_key, server


def test_the_operators_page_has_the_table_of_settings() -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    assert [line for line in environment.table().splitlines() if line not in page] == []


def test_only_settings_in_the_table_are_read(monkeypatch) -> None:
    monkeypatch.setenv("RISKBILD_UNKNOWN", "1")
    with pytest.raises(LookupError):
        environment.text("RISKBILD_UNKNOWN")


@pytest.mark.parametrize(("value", "meant"), [("yes", True), ("JA", True), ("0", False), ("", False), (" off ", False)])
def test_yes_and_no_are_read_as_people_write_them(monkeypatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("RISKBILD_LOOPBACK", value)
    assert environment.flag("RISKBILD_LOOPBACK") is meant


@pytest.mark.parametrize("url", ["riskbild.se", "ftp://riskbild.se", "https://", "https://riskbild.se/?x=1"])
def test_an_address_of_the_system_that_mail_could_not_use_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RISKBILD_URL"):
        server.public_url(url)


def test_the_address_of_the_system_is_the_one_given_else_the_first_host() -> None:
    assert server.public_url("https://riskbild.storsjo.se/") == "https://riskbild.storsjo.se"
    # The tests serve plain HTTP to this machine, as the demo does.
    assert server.public_url("") == "http://127.0.0.1:8000"


@pytest.mark.parametrize("given", ["kommunen", "Kommunen <a@b.se>", "a@b", "a@b.se, c@d.se", "mailto:a@b.se"])
def test_an_address_for_questions_that_nobody_could_write_to_is_refused(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RISKBILD_PUBLIC_CONTACT"):
        server.mail_address(given)
    assert [server.mail_address(well) for well in ("", "kommunen@storsjo.se")] == ["", "kommunen@storsjo.se"]


def test_who_serves_for_others_is_told_that_the_public_pages_name_nobody(settings: Settings) -> None:
    settings.RISKBILD_PUBLIC_CONTACT, settings.RISKBILD_LOOPBACK = "", False
    (told,) = serve.lacking()
    assert "RISKBILD_PUBLIC_CONTACT" in told
    settings.RISKBILD_PUBLIC_CONTACT = "kommunen@storsjo.se"
    assert serve.lacking() == []
    settings.RISKBILD_PUBLIC_CONTACT, settings.RISKBILD_LOOPBACK = "", True
    assert serve.lacking() == []


@pytest.mark.parametrize("given", ["CC0", "creativecommons.org/licenses/by/4.0/", "https:///by"])
def test_a_licence_that_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RISKBILD_OPEN_DATA_LICENCE"):
        server.licence(given)


@pytest.mark.parametrize("value", ["-1", "70000", "1e3", "²"])
def test_a_number_outside_its_bounds_is_refused(monkeypatch, value: str) -> None:
    monkeypatch.setenv("RISKBILD_PORT", value)
    with pytest.raises(ImproperlyConfigured, match="RISKBILD_PORT"):
        environment.number("RISKBILD_PORT", 8000)


def test_a_database_url_with_a_socket_and_a_password_is_understood() -> None:
    config = database.from_url("postgresql://anna:hemligt%40@%2Frun%2Fpostgresql/riskbild")
    assert [config[key] for key in ("HOST", "NAME", "USER", "PASSWORD")] == [
        "/run/postgresql", "riskbild", "anna", "hemligt@",
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql://[half"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database.from_url(url)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example", {"host": "mail.example", "port": 25}),
        ("smtp+tls://a%40b:c@mail.example", {"port": 587, "use_tls": True, "username": "a@b", "password": "c"}),
        ("smtps://mail.example:4465", {"port": 4465, "use_ssl": True}),
    ],
)
def test_a_mail_server_is_understood(url: str, options: dict[str, object]) -> None:
    assert mail.from_url(url)["OPTIONS"].items() >= options.items()


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    first = secret_key.kept_in(path)
    assert secret_key.kept_in(path) == first
    assert len(first) >= 80
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_many_that_start_at_once_agree_on_the_secret_key(tmp_path: Path) -> None:
    keys: set[str] = set()
    ready = threading.Barrier(8)

    def start() -> None:
        ready.wait()
        keys.add(secret_key.kept_in(tmp_path / "secret-key"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1
