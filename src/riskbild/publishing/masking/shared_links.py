"""Links that open somebody's files: whoever has one may get at more than was meant."""

import re
from typing import Final
from urllib.parse import urlsplit

from riskbild.rules.personal_details import LINK

_FILES: Final = re.compile(r"(?<![\w/])(?:file:///?|\\\\[\w.$-]+\\)[^\s<>\"”]+", re.IGNORECASE)
_SHARES: Final = (
    "drive.google.com", "docs.google.com", "dropbox.com", "onedrive.live.com", "1drv.ms", "sharepoint.com", "box.com",
    "icloud.com", "wetransfer.com", "teams.microsoft.com", "sync.com", "mega.nz",
)  # fmt: skip
_ENDS: Final = ".,;:)"


def shared_links_in(text: str) -> tuple[str, ...]:
    """The links in a text to shared folders, to files of one's own and to what lies within the organisation alone."""
    if "://" not in text and "www." not in text and "\\\\" not in text:
        return ()
    links = [found[0].rstrip(_ENDS) for found in LINK.finditer(text)]
    shared = [link for link in links if _is_shared(link)]
    return tuple(dict.fromkeys([*(found[0].rstrip(_ENDS) for found in _FILES.finditer(text)), *shared]))


def _is_shared(link: str) -> bool:
    try:
        host = urlsplit(link if "://" in link else f"https://{link}").hostname or ""
    except ValueError:
        return True
    return "." not in host or any(host == share or host.endswith(f".{share}") for share in _SHARES)
