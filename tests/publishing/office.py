"""LibreOffice, as the program with which somebody else opens what we write."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needs_office = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice (soffice) is not installed")


def saved_anew(files: Mapping[str, bytes], kind: str, folder: Path, ending: str = "docx") -> dict[str, bytes]:
    """Files by name, opened in one run of LibreOffice and saved as `kind` ("docx", "xlsx", "pdf")."""
    for name, content in files.items():
        (folder / f"{name}.{ending}").write_bytes(content)
    out = folder / "out"
    command = [
        str(PROGRAM), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
        "--outdir", str(out), *(str(folder / f"{name}.{ending}") for name in files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (out / f"{name}.{kind}").read_bytes() for name in files}
