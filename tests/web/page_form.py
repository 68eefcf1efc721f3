"""The form on a page as a browser would send it."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects the fields of the first form in the page's main part that is sent with POST."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.state = "before"
        self.text = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and self.state == "main" and given.get("method") == "post":
            self.state = "form"
        elif tag == "main":
            self.state = "main"
        if self.state == "form":
            self._field(tag, given)

    def _field(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            self.values[given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self.text = given["name"]
            self.values[self.text] = ""
        elif tag == "select":
            self.choice = given["name"]
        elif tag == "option" and (self.choice not in self.values or "selected" in given):
            self.values[self.choice] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.state == "form":
            self.state = "after"
        elif tag == "textarea":
            self.text = ""

    def handle_data(self, data: str) -> None:
        if self.text:
            self.values[self.text] += data.removeprefix("\n")


def form_of(html: str) -> dict[str, str]:
    """The names and values of the form on a page."""
    parsed = _Form()
    parsed.feed(re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL))
    parsed.values.pop("csrfmiddlewaretoken", None)
    return parsed.values
