"""The lock files: complete, hashed, and without a trace of where they were made."""

import re
import tomllib

import pytest
from tests.installation import ROOT

LOCKS = ["requirements.lock", "requirements-test.lock", "requirements-layouts.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pinned(name: str) -> dict[str, str]:
    """Each package of a lock with its version."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def asked_for(*groups: str) -> set[str]:
    wanted = PROJECT["project"]["dependencies"] + [
        one for group in groups for one in PROJECT["dependency-groups"][group]
    ]
    return {re.match(r"[A-Za-z0-9._-]+", one)[0].lower() for one in wanted}


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    assert asked_for("setup") - set(pinned(LOCKS[0])) == set()
    assert asked_for("test") - set(pinned(LOCKS[1])) == set()
    assert asked_for("layouts") - set(pinned(LOCKS[2])) == set()


def test_tests_run_with_the_versions_that_users_get() -> None:
    used, tested = pinned(LOCKS[0]), pinned(LOCKS[1])
    assert {name: tested[name] for name in used.keys() & tested.keys()} == {
        name: used[name] for name in used.keys() & tested.keys()
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text())[1:]
    assert len(entries) == len(pinned(lock))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert re.findall(r"\S*(?:://|--index|--find-links|/home/|/root/|/tmp/)\S*", text) == []
