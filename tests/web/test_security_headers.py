"""Headers and cookies of every answer, and the settings behind them, as a public authority needs them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as product
from django.test import Client
from pytest_django import Settings
from tests.people import PASSWORD, town

WEB = Path(__file__).parents[2] / "src" / "riskbild" / "web"
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


@pytest.fixture
def name(sample_pages: None) -> str:
    return town().coordinator().username


@pytest.mark.django_db
@pytest.mark.usefixtures("sample_pages")
@pytest.mark.parametrize("address", ["/logga-in/", "/finns-inte/", "/refuse/forbidden/", "/"])
def test_every_page_carries_the_headers(address: str) -> None:
    response = Client().get(address)
    assert {header: response.headers[header] for header in HEADERS} == HEADERS
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.usefixtures("sample_pages")
def test_a_fault_carries_them_too() -> None:
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert {header: response.headers[header] for header in HEADERS} == HEADERS


@pytest.mark.django_db
@pytest.mark.usefixtures("sample_pages")
def test_over_https_browsers_are_told_to_stay_there(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63072000
    assert Client().get("/logga-in/").headers["Location"] == "https://testserver/logga-in/"
    secure = Client().get("/logga-in/", secure=True)
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


@pytest.mark.django_db
def test_every_cookie_is_bound_to_the_host_and_out_of_reach_for_scripts(name: str) -> None:
    client = Client()
    client.get("/logga-in/")
    client.post("/sprak/", {"language": "en"})
    client.post("/utseende/", {"theme": "dark"})
    client.post("/logga-in/", {"username": name, "password": PASSWORD})
    client.post("/form/", {"text": "x", "unit": "1", "response": "a", "version": "1"})
    assert set(client.cookies) == {
        f"__Host-{what}" for what in ("csrf", "session", "seen", "language", "theme", "messages")
    }
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True, True, "Lax", "/", "",
        ), cookie.key  # fmt: skip
    for key in ("session", "seen"):
        assert not client.cookies[f"__Host-{key}"]["max-age"], "gone with the browser window"


@pytest.mark.django_db
@pytest.mark.usefixtures("sample_pages")
def test_a_static_file_may_be_kept_by_the_browser_and_used_by_nobody_else() -> None:
    response = Client().get("/static/web/css/tokens.css")
    assert response.status_code == 200
    assert "no-store" not in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers
    response.close()
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_has_no_exception_for_inline_code() -> None:
    assert not [source for sources in product.SECURE_CSP.values() for source in sources if "unsafe" in source]


OF_ITS_OWN = re.compile(
    r"""<style | \sstyle\s*= | \son[a-z]+\s*=\s*["'] | <script(?![^>]*\bsrc=) | hx-on | javascript:""", re.VERBOSE
)


def test_no_template_has_code_or_style_of_its_own() -> None:
    said = {path: re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in TEMPLATES}
    assert len(said) > 300
    found = {str(path.relative_to(WEB)): OF_ITS_OWN.findall(text) for path, text in said.items()}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "text",
    ["<style>", '<p style = "">', '<p onclick="x">', "<script>", '<script type="module">', '<p hx-on:click="x">',
     '<a href="javascript:x">'],
)  # fmt: skip
def test_code_and_style_are_seen_where_they_are(text: str) -> None:
    assert OF_ITS_OWN.search(text)
    assert not OF_ITS_OWN.search('<script type="module" src="/x.js"></script><p class="style" data-on="x">')


def test_nothing_goes_unescaped_but_our_own_drawings() -> None:
    found = {
        path.name: unescaped
        for path in TEMPLATES
        if (unescaped := re.findall(r"\{\{[^}]*\|\s*safe\b[^}]*\}\}", path.read_text(encoding="utf-8")))
    }
    assert found == {"icon.html": ["{{ shapes[name] | safe }}"]}


def in_another_process(code: str, tmp_path: Path, **environment: str) -> str:
    """What the code prints under the product's own settings."""
    variables = {
        name: value for name, value in os.environ.items() if not name.startswith(("RISKBILD", "DATABASE", "DJANGO"))
    }
    variables |= {"RISKBILD_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "riskbild.config.settings", **environment}
    done = subprocess.run(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
        env=variables, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_production_settings_pass_djangos_own_inspection(tmp_path: Path) -> None:
    check = "from django.core.management import call_command\ncall_command('check', deploy=True, fail_level='INFO')"
    chosen = {"RISKBILD_HOSTS": "riskbild.kommunen.se", "RISKBILD_MAIL_URL": "smtp+tls://mail.kommunen.se"}
    said = in_another_process(check, tmp_path, RISKBILD_PROXIES="1", **chosen)
    assert "no issues (0 silenced)" in said


def test_the_demo_differs_from_production_in_redirect_and_hsts_alone(tmp_path: Path) -> None:
    show = (
        "import json\nfrom riskbild.config import settings\n"
        "print(json.dumps({name: repr(getattr(settings, name)) for name in dir(settings) if name.isupper()}))"
    )
    mail = {"RISKBILD_MAIL_URL": "smtp+tls://mail.kommunen.se", "RISKBILD_URL": "https://riskbild.kommunen.se"}
    production = json.loads(in_another_process(show, tmp_path, **mail))
    demo = json.loads(in_another_process(show, tmp_path, RISKBILD_LOOPBACK="yes", **mail))
    differing = {name for name in production if production[name] != demo[name]}
    assert differing == {"RISKBILD_LOOPBACK", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"}


def test_passwords_are_hashed_with_argon2_and_old_hashes_still_open() -> None:
    from riskbild.config import settings as real

    assert real.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert not [hasher for hasher in real.PASSWORD_HASHERS if "MD5" in hasher or "SHA1" in hasher]
