"""Every command explains itself, answers with the right exit code, and never shows a traceback."""

import pkgutil
import re
import subprocess
from importlib import import_module

import pytest
from tests.installation import RISKBILD, Installation

from riskbild.cli import commands, main

COMMANDS = [import_module(f"{commands.__name__}.{module.name}") for module in pkgutil.iter_modules(commands.__path__)]
NAMES = [command.NAME for command in COMMANDS]
NEED_A_DATABASE = ["verify-audit", "serve"]


def one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_help_of_each_command_has_an_example_that_the_command_accepts(command, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main([command.NAME, "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"Example:\n  {command.EXAMPLE}" in shown
    assert re.match(rf"riskbild {command.NAME}\b|riskbild .* && riskbild {command.NAME}\b", command.EXAMPLE)


def test_the_overview_lists_every_command(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert [name for name in NAMES if f"\n    {name} " not in shown] == []


@pytest.mark.parametrize(
    "words", [(), ("nonsense",), ("migrate", "--nonsense"), ("serve", "--port", "0"), ("serve", "--port", "x")]
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(words: tuple[str, ...], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    shown = capsys.readouterr()
    assert (ended.value.code, shown.out) == (2, "")
    assert one_sentence(shown.err)
    assert "--help" in shown.err


def test_the_console_script_answers_with_the_exit_code(installation: Installation) -> None:
    def answer(word: str) -> tuple[int, bool, bool]:
        done = subprocess.run([RISKBILD, word], env=installation.environ(), capture_output=True, check=False)
        return done.returncode, bool(done.stdout), bool(done.stderr)

    assert answer("--version") == (0, True, False)
    assert answer("nonsense") == (2, False, True)
    # A database that has been used is closed again: what was written stands in its one file.
    installation.create_admin("anna")
    assert answer("verify-audit") == (0, True, False)
    assert not installation.on_sqlite or not list(installation.home.glob("*-wal"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RISKBILD_PORT", "eighty"),
        ("RISKBILD_LOOPBACK", "perhaps"),
        ("RISKBILD_LOG_LEVEL", "LOUD"),
        ("RISKBILD_MAIL_URL", "mail.kommunen.se"),
        ("DATABASE_URL", "mysql://localhost/riskbild"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(installation: Installation, name: str, value: str) -> None:
    done = installation.run("migrate", **{name: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert name in done.stderr


@pytest.mark.parametrize("command", NEED_A_DATABASE)
@pytest.mark.database
def test_a_database_that_is_not_set_up_is_told_with_what_to_do(bare: Installation, command: str) -> None:
    done = bare.run(command)
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr)
    assert "riskbild migrate" in done.stderr


def test_a_server_that_does_not_answer_is_told_with_what_to_do(installation: Installation) -> None:
    done = installation.run("verify-audit", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert one_sentence(done.stderr)
    assert "DATABASE_URL" in done.stderr


def test_what_nobody_foresaw_is_logged_and_told_in_one_sentence(installation: Installation) -> None:
    done = installation.run("manage", "shell", "--no-imports", "-c", "1/0")
    log = installation.home / "logs" / "riskbild.log"
    assert done.returncode == 1
    assert one_sentence(done.stderr)
    assert str(log) in done.stderr
    assert "ZeroDivisionError" in log.read_text()


def test_a_home_that_cannot_be_used_is_told_with_what_to_do(installation: Installation, tmp_path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    done = installation.run("migrate", RISKBILD_HOME=str(in_the_way))
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert "RISKBILD_HOME" in done.stderr


def test_migrating_twice_does_nothing_the_second_time(bare: Installation) -> None:
    first, second = bare.run("migrate"), bare.run("migrate")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "Applied" in first.stderr
    assert "up to date" in second.stderr


@pytest.mark.database
def test_a_new_municipality_gets_an_administrator_and_a_whole_trail(installation: Installation) -> None:
    done = installation.create_admin("Anna")
    assert done.stdout == "anna\n"
    assert installation.usernames() == {"anna"}
    verified = installation.run("verify-audit")
    assert verified.returncode == 0
    assert re.fullmatch(r"[0-9a-f-]{36}: whole, 3 events\n", verified.stdout)


@pytest.mark.database
def test_a_weak_password_is_refused_and_nothing_is_written(installation: Installation) -> None:
    done = installation.run(
        "create-admin", "--municipality", "X", "--username", "anna", "--password-stdin", stdin="kort"
    )
    assert done.returncode == 1
    assert one_sentence(done.stderr)
    assert installation.usernames() == set()


def test_a_script_is_told_what_to_give_instead_of_being_asked(installation: Installation) -> None:
    done = installation.run("create-admin", "--municipality", "X")
    assert done.returncode == 1
    assert one_sentence(done.stderr)
    assert "--username" in done.stderr


def test_a_changed_trail_is_found(saved) -> None:
    installation, _ = saved
    code = "from riskbild.audit.models import AuditEvent as E; E.objects.filter(seq=2).update(subject_type='other')"
    installation.shell(code)
    verified = installation.run("verify-audit")
    assert verified.returncode == 1
    assert "BROKEN at event 2" in verified.stdout
