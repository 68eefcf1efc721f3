"""Backup and restore: what was saved comes back whole, and nothing is replaced by accident."""

import hashlib
import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from tests.installation import Installation

from riskbild.cli.backup import manifest
from riskbild.cli.backup.nightly import keep_newest

CASES = Path(__file__).parents[1] / "files" / "cases"


def sha256(path: Path) -> str:
    """The checksum of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def change(path: Path, name: str, content: bytes) -> Path:
    """The same backup with one part changed."""
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return changed


@pytest.mark.database
def test_a_backup_is_one_file_that_only_its_owner_can_read(saved) -> None:
    installation, path = saved
    path.unlink()
    done = installation.run("backup")
    path = Path(done.stdout.strip())
    assert path.parent == installation.home / "backups"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert set(manifest.read(path).parts) == {"database", "files/ab/evidence.pdf"}


@pytest.mark.database
def test_what_was_saved_comes_back_and_what_came_later_is_gone(saved) -> None:
    installation, path = saved
    installation.create_admin("bo", "Bergby kommun")
    (installation.home / "files" / "later.pdf").write_bytes(b"later")
    (installation.home / "files" / "ab" / "evidence.pdf").unlink()
    restored = installation.run("restore", path, "--yes")
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.endswith(": whole, 3 events\n")
    assert installation.usernames() == {"anna"}
    assert (installation.home / "files" / "ab" / "evidence.pdf").read_bytes() == b"evidence"
    assert not (installation.home / "files" / "later.pdf").exists()
    # What was replaced had been saved first.
    (before,) = (installation.home / "backups").glob("before-restore-*.zip")
    assert installation.run("restore", before, "--yes").returncode == 0
    assert installation.usernames() == {"anna", "bo"}


@pytest.mark.database
def test_the_files_that_risks_were_read_from_come_back_with_them(installation: Installation) -> None:
    def stored() -> dict[str, bytes]:
        folder = installation.home / "files"
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def imported(file: Path, year: str) -> None:
        done = installation.run("import", file, "--board", "BUN", "--year", year, "--yes")
        assert done.returncode == 0, done.stderr

    installation.shell("from tests.people import town; town()")
    imported(CASES / "A.xlsx", "2026")
    path = installation.run("backup").stdout.strip()
    saved = stored()
    imported(CASES / "D.docx", "2027")
    assert len(stored()) == 2
    (installation.home / "files").rename(installation.home / "lost")
    assert installation.run("restore", path, "--yes").returncode == 0
    assert stored() == saved == {sha256(CASES / "A.xlsx"): (CASES / "A.xlsx").read_bytes()}
    told = "from riskbild.intake.models import Intake as I; print(*I.objects.values_list('name', 'file__sha256'))"
    assert installation.shell(told).split("\n")[0] == str(("A.xlsx", *saved))


def test_data_is_not_replaced_without_yes(saved) -> None:
    installation, path = saved
    refused = installation.run("restore", path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--yes" in refused.stderr
    assert not list((installation.home / "backups").glob("before-restore-*"))


@pytest.mark.database
def test_a_backup_moves_to_an_empty_installation_without_yes(saved, bare: Installation) -> None:
    _, path = saved
    moved = bare.run("restore", path)
    assert moved.returncode == 0, moved.stderr
    assert bare.usernames() == {"anna"}


def test_a_backup_does_not_replace_another_file(saved) -> None:
    installation, path = saved
    content = path.read_bytes()
    again = installation.run("backup", "-o", path)
    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert path.read_bytes() == content


@pytest.mark.parametrize("part", ["database", "files/ab/evidence.pdf"])
def test_a_damaged_part_is_named_and_nothing_is_touched(saved, part: str) -> None:
    installation, path = saved
    refused = installation.run("restore", change(path, part, b"damaged"), "--yes")
    assert refused.returncode == 1
    assert part in refused.stderr
    assert not list((installation.home / "backups").glob("before-restore-*"))


def test_something_else_than_a_backup_is_refused(saved, tmp_path: Path) -> None:
    installation, _ = saved
    other = tmp_path / "other.zip"
    other.write_bytes(b"not a backup")
    refused = installation.run("restore", other, "--yes")
    assert refused.returncode == 1
    assert "no Riskbild backup" in refused.stderr
    assert installation.run("restore", tmp_path / "missing.zip", "--yes").returncode == 1


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("migrations", [["register", "9999_from_the_future"]], "newer release"), ("engine", "oracle", "DATABASE_URL")],
)
def test_a_backup_that_does_not_fit_is_refused(saved, key: str, value: object, said: str) -> None:
    installation, path = saved
    with zipfile.ZipFile(path) as archive:
        listed = json.loads(archive.read("manifest.json"))
    refused = installation.run(
        "restore", change(path, "manifest.json", json.dumps(listed | {key: value}).encode()), "--yes"
    )
    assert refused.returncode == 1
    assert said in refused.stderr
    assert not list((installation.home / "backups").glob("before-restore-*"))


def test_a_broken_trail_in_a_backup_is_told_after_the_restore(saved) -> None:
    installation, _ = saved
    installation.shell("from riskbild.audit.models import AuditEvent as E; E.objects.filter(seq=3).delete()")
    path = installation.run("backup").stdout.strip()
    restored = installation.run("restore", path, "--yes")
    assert restored.returncode == 1
    assert "BROKEN at event 3" in restored.stdout


def test_a_damaged_database_is_set_aside_and_the_backup_takes_its_place(saved) -> None:
    installation, path = saved
    installation.sqlite_file.write_bytes(b"x" * 8192)
    assert installation.run("verify-audit").returncode == 1
    restored = installation.run("restore", path, "--yes")
    assert restored.returncode == 0, restored.stderr
    assert installation.usernames() == {"anna"}
    assert len(list(installation.home.glob("riskbild.sqlite3.damaged-*"))) >= 1


def test_only_the_newest_nightly_backups_stay(tmp_path: Path, settings) -> None:
    settings.RISKBILD_BACKUPS = tmp_path
    names = [f"nightly-2026-11-{day:02}.zip" for day in range(1, 6)] + ["riskbild-2026-11-01-120000.zip"]
    for name in names:
        (tmp_path / name).touch()
    keep_newest(2)
    assert {path.name for path in tmp_path.iterdir()} == {names[3], names[4], names[5]}
    shutil.rmtree(tmp_path)
