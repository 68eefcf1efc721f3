"""Mail addresses and links in running text: found and shown, so that a person can decide on them."""

import re

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”]{3,2000}", re.IGNORECASE)
_EMAIL_FOUND = Sentence(
    "Texten innehåller en e-postadress: {found}. Ta bort den om texten ska publiceras.",
    "The text holds a mail address: {found}. Remove it if the text is to be published.",
)
_LINK_FOUND = Sentence(
    "Texten innehåller en länk: {found}. Kontrollera att den får och kan öppnas av läsarna.",
    "The text holds a link: {found}. Check that readers may and can open it.",
)


def personal_details_findings(text: str, where: str) -> tuple[Finding, ...]:
    """A warning for each different mail address and link in a text, in that order.

    Published lists have carried private links and people's addresses; dataskyddsförordningen (EU) 2016/679,
    article 5.1 c, allows no more personal data than the purpose needs.
    """
    found = ((Code.EMAIL_ADDRESS, EMAIL, _EMAIL_FOUND), (Code.LINK, LINK, _LINK_FOUND))
    return tuple(
        Finding(code, Severity.WARNING, where, sentence.format(found=detail))
        for code, pattern, sentence in found
        for detail in dict.fromkeys(one[0].rstrip(".,;:)") for one in pattern.finditer(text))
    )
