"""start.py: it finds a Python that really runs, says what is missing, and passes words on."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.installation import ROOT


@pytest.fixture
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(path: Path, answer: str = "", code: int = 0) -> Path:
    """A program that answers whatever it is asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\necho "{answer}"\nexit {code}\n')
    path.chmod(0o755)
    return path


def environ(home: Path, *folders: Path) -> dict[str, str]:
    return {"PATH": os.pathsep.join(map(str, folders)), "HOME": str(home)}


def test_the_python_it_was_started_with_is_taken_if_it_will_do(start, tmp_path: Path) -> None:
    assert start.find_python(environ(tmp_path), sys.executable) == sys.executable


def test_a_shim_that_exists_and_fails_is_passed_over(start, tmp_path: Path) -> None:
    old = program(tmp_path / "old" / "python3", "3 11")
    program(tmp_path / "shims" / "python3.13", code=127)
    good = program(tmp_path / "usr" / "python3.12", "3 12")
    found = start.find_python(environ(tmp_path, tmp_path / "shims", tmp_path / "usr"), str(old))
    assert found == str(good)


def test_pyenv_is_looked_through_when_nothing_on_the_path_will_do(start, tmp_path: Path) -> None:
    old = program(tmp_path / "bin" / "python3", "3 11")
    program(tmp_path / ".pyenv" / "versions" / "3.9.18" / "bin" / "python3", "3 9")
    good = program(tmp_path / ".pyenv" / "versions" / "3.13.0" / "bin" / "python3", "3 13")
    assert start.find_python(environ(tmp_path, tmp_path / "bin"), str(old)) == str(good)


def test_a_python_newer_than_those_tested_is_taken_only_if_there_is_no_other(start, tmp_path: Path) -> None:
    newer = program(tmp_path / "bin" / "python3", "3 17")
    assert start.find_python(environ(tmp_path, tmp_path / "bin"), str(newer)) == str(newer)
    good = program(tmp_path / "bin" / "python3.14", "3 14")
    assert start.find_python(environ(tmp_path, tmp_path / "bin"), str(newer)) == str(good)


@pytest.mark.parametrize("answer", ["", "nonsense", "3"])
def test_a_python_that_answers_nonsense_is_passed_over(start, tmp_path: Path, answer: str) -> None:
    assert start.version_of(program(tmp_path / "python3", answer)) is None
    assert start.version_of(tmp_path / "missing") is None


def test_without_a_python_one_sentence_says_what_to_install(start, tmp_path: Path) -> None:
    old = program(tmp_path / "bin" / "python3", "3 11")
    with pytest.raises(start.Stop) as stop:
        start.find_python(environ(tmp_path, tmp_path / "bin"), str(old))
    assert "3.12 or newer" in str(stop.value)
    assert "found only 3.11" in str(stop.value)
    assert "apt install python3" in str(stop.value)


@pytest.fixture
def clone(tmp_path: Path, start) -> Path:
    """A folder as a clone leaves it, with an environment that is set up: its `riskbild` tells what it was asked."""
    for name in ("start.py", "pyproject.toml", start.LOCK, start.TEST_LOCK):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    told = tmp_path / ".venv" / "bin" / "riskbild"
    told.write_text('#!/bin/sh\necho "asked: $*"\nexit 7\n')
    told.chmod(0o755)
    return tmp_path


def run(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, clone / "start.py", *words], capture_output=True, text=True, check=False, timeout=60
    )


def set_up(clone: Path) -> None:
    """Leaves the mark of a set-up that is complete."""
    code = (
        "import runpy, sys; start = runpy.run_path(sys.argv[1]);"
        "(start['ENVIRONMENT'] / 'riskbild-requirements.lock').write_text("
        "start['fingerprint'](start['LOCK'], 'pyproject.toml'))"
    )
    subprocess.run([sys.executable, "-c", code, clone / "start.py"], check=True)


@pytest.mark.parametrize(
    ("words", "asked"), [((), "demo"), (("demo", "--port", "8123"), "demo --port 8123"), (("--help",), "--help")]
)
def test_words_are_passed_on_and_the_answer_comes_back(clone: Path, words: tuple[str, ...], asked: str) -> None:
    set_up(clone)
    done = run(clone, *words)
    assert (done.returncode, done.stdout, done.stderr) == (7, f"asked: {asked}\n", "")


def test_setting_up_twice_does_nothing_the_second_time_and_prints_no_result(clone: Path) -> None:
    set_up(clone)
    done = run(clone, "setup")
    assert (done.returncode, done.stdout) == (0, "")
    assert "is set up" in done.stderr


def test_a_changed_lock_is_noticed(clone: Path, start) -> None:
    set_up(clone)
    (clone / start.LOCK).write_text("not a lock\n")
    done = run(clone, "--version")
    assert (done.returncode, done.stdout) == (1, "")
    assert "start.py: the packages could not be installed" in done.stderr


def test_old_pythons_can_read_it() -> None:
    """Syntax of 3.8: whoever has an old one shall get a sentence and not a syntax error."""
    import ast

    ast.parse((ROOT / "start.py").read_text(), feature_version=(3, 8))


def test_what_is_compiled_is_kept_in_the_environment_where_none_may_lie_beside_the_code(start) -> None:
    kept = start.with_bytecode({"PYTHONDONTWRITEBYTECODE": "1", "LANG": "sv_SE"})
    assert kept == {"LANG": "sv_SE", "PYTHONPYCACHEPREFIX": str(start.ENVIRONMENT / "bytecode")}
    assert start.with_bytecode({"LANG": "sv_SE"}) == {"LANG": "sv_SE"}
