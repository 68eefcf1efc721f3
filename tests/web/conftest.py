"""What the tests of pages share: pages that exist only for tests."""

from pathlib import Path

import pytest
from pytest_django import Settings

SAMPLE_TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def sample_pages(settings: Settings) -> None:
    """The addresses and templates of `sample_pages`, in place of the product's own."""
    engine = {**settings.TEMPLATES[0], "DIRS": [SAMPLE_TEMPLATES, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]
    settings.ROOT_URLCONF = "tests.web.sample_pages"
