"""Has every PDF that a test draws judged, wherever it is drawn: it holds to what it says that it holds to."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from unittest.mock import patch

from riskbild.publishing.drawn import Drawn
from riskbild.publishing.pdf import drawing
from riskbild.rules.finding import Finding

_SAID = re.compile(rb"<pdfaid:part>(\d)</pdfaid:part>.*?<pdfaid:conformance>(\w)</pdfaid:conformance>", re.DOTALL)
_AUDIBLE = b"<pdfuaid:part>1</pdfuaid:part>"


def profiles_of(content: bytes) -> Sequence[str]:
    """The profiles that a file itself says it holds to; a level a of the later standards can always be listened to."""
    said = _SAID.search(content)
    assert said, "a PDF that does not say which level of PDF/A it is of"
    level = f"{said[1].decode()}{said[2].decode().lower()}"
    audible = level in {"2a", "3a"}
    assert (_AUDIBLE in content) is audible, f"a PDF of {level} and PDF/UA that do not go together"
    return (level, "ua1") if audible else (level,)


@lru_cache(maxsize=200)
def judge(content: bytes) -> Sequence[str]:
    """Fails where a file breaks a rule of a profile that it says it holds to; the profiles that are in doubt."""
    from tests.publishing.pdf.looking import in_doubt, rules_broken  # loaded when there is something to judge

    broken = {profile: rules for profile in profiles_of(content) if (rules := rules_broken(content, profile))}
    doubtful = [profile for profile, rules in broken.items() if in_doubt(rules)]
    assert len(doubtful) == len(broken), broken
    return doubtful


@contextmanager
def every_pdf_judged() -> Iterator[None]:
    """Within this, no PDF leaves its drawer unjudged. What is in doubt veraPDF judges at the end, all of it at once."""
    doubtful: dict[tuple[str, bytes], str] = {}

    def judged(content: bytes, findings: tuple[Finding, ...] = ()) -> Drawn:
        for profile in judge(content):
            doubtful.setdefault((profile, content), os.environ.get("PYTEST_CURRENT_TEST", ""))
        return Drawn(content, findings)

    with patch.object(drawing, "Drawn", judged):
        yield
    if doubtful:
        from tests.publishing.pdf import verapdf

        verdicts = zip(doubtful.values(), verapdf.judged(list(doubtful)), strict=True)
        assert {test: rules for test, rules in verdicts if rules} == {}
