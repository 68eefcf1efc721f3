"""A page's form as a browser would send it: every field with the value it stands with."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects the fields of the forms in the main part of a page, those with a `data-unsaved` key."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside = False
        self._textarea = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes up the value of a field inside the form."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "data-unsaved" in given
        if not self._inside:
            return
        if tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            self.values[given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self._textarea = given["name"]
            self.values[self._textarea] = ""
        elif tag == "select":
            self._select = given["name"]
            self.values[self._select] = ""
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        """Leaves a field or the form."""
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            # A browser drops the first line break and sends the others as two signs.
            text = self.values[self._textarea].removeprefix("\n")
            self.values[self._textarea], self._textarea = text.replace("\n", "\r\n"), ""

    def handle_data(self, data: str) -> None:
        """Takes up the text of a text field."""
        if self._textarea:
            self.values[self._textarea] += data


def filled(html: str) -> dict[str, str]:
    """The names and values that pressing the form's first button would send."""
    form = _Form()
    form.feed(html)
    form.values.pop("csrfmiddlewaretoken", None)
    return form.values
