"""LibreOffice, as the program with which somebody else opens what we write."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PROGRAM = shutil.which("soffice")


def saved_anew(files: Mapping[str, bytes], kind: str, folder: Path, ending: str = "docx") -> dict[str, bytes]:
    """Files by name, opened in one run of LibreOffice and saved as `kind` ("docx", "xlsx", "pdf").

    A name with an ending of its own keeps that; the answer has the names without it.
    Fails where there is no LibreOffice: what nobody opened has not been shown to open.
    """
    assert PROGRAM, "LibreOffice is not installed (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)"
    given = {folder / (name if "." in name else f"{name}.{ending}"): content for name, content in files.items()}
    for path, content in given.items():
        path.write_bytes(content)
    out = folder / "out"
    command = [
        PROGRAM, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
        "--outdir", str(out), *map(str, given),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.stem: (out / f"{path.stem}.{kind}").read_bytes() for path in given}
