"""Reading a page's forms as a browser does: the fields with what stands in them."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Every form that is sent by POST, with the fields a browser would send untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._inside = False
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes in inputs, text areas and chosen options."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("method", "").lower() == "post"
            if self._inside:
                self.forms.append({})
        elif self._inside:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name, fields = given.get("name"), self.forms[-1]
        if tag == "input" and name and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            fields[name] = given.get("value", "")
        elif tag in {"textarea", "select"} and name:
            self._open = name
            fields.setdefault(name, "")
        elif tag == "option" and self._open and "selected" in given:
            fields[self._open] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        """The text inside a text area; its first line break is not part of it."""
        if self._open and self.lasttag == "textarea":
            fields = self.forms[-1]
            fields[self._open] = (fields[self._open] + data).removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leaves a field, or the form."""
        if tag in {"textarea", "select"}:
            self._open = None
        if tag == "form":
            self._inside = False


def fields_with(page: str, name: str) -> dict[str, str]:
    """The fields of the page's form that has a field of this name. Raises `RuntimeError` where there is none."""
    forms = _Forms()
    forms.feed(page)
    for fields in forms.forms:
        if name in fields:
            return fields
    raise RuntimeError(f"The page has no form with a field {name}.")
