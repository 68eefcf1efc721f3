"""What a risk is called where one line must do."""

LONGEST_TITLE = 120


def risk_title(*, risk: str | None, process: str | None, description: str | None) -> str:
    """The text a risk is shown by: its risk, else its process, else its description; "" if it has none.

    Documents differ in which column names the risk: a control plan often has only an area, and a consolidated
    profile only a description.
    """
    return next((text.strip() for text in (risk, process, description) if text and text.strip()), "")


def short_title(title: str, *, longest: int = LONGEST_TITLE) -> str:
    """A title in one line of at most `longest` characters; a longer one is cut between words, with "…"."""
    line = " ".join(title.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    whole_words = cut if line[longest - 1] == " " else cut.rpartition(" ")[0]
    return (whole_words or cut).rstrip(" ,.;:–-") + "…"
