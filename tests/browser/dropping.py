"""A file drawn by the browser and dropped on the page that takes files in."""

import base64

from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.case_paper import ALIGN

from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake

YEAR = 2031
DROP = """([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const form = document.querySelector("form[data-drop]");
  form.dispatchEvent(new DragEvent("dragover", { dataTransfer: carried, bubbles: true, cancelable: true }));
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def drawn(browser: Browser, html: str) -> bytes:
    """A PDF of the page, as the browser prints it."""
    page = browser.new_page(viewport={"width": 1480, "height": 1000})
    page.set_content(html)
    page.evaluate(ALIGN)
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    return data


def dropped(page: Page, server: LiveServer, name: str, data: bytes, kind: str = "application/pdf") -> Intake:
    """The file dropped on the page, and read by the job."""
    page.goto(f"{server.url}/las-in/")
    page.fill("#id_year", str(YEAR))
    page.evaluate(DROP, [name, kind, base64.b64encode(data).decode()])
    page.wait_for_url("**/las-in/*-*/")
    intake = Intake.objects.get()
    read_file.func(str(intake.pk))
    page.wait_for_selector(".rb-review")
    return intake
