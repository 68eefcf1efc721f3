"""What a key names is asked for in the fewest words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import Town

from riskbild.audit.single import single
from riskbild.organisation.models import Node

pytestmark = pytest.mark.django_db


def test_the_row_of_a_key_or_none_is_asked_for_without_sorting_or_cutting(storsjo: Town) -> None:
    named = Node.objects.filter(municipality_id=storsjo.municipality_id, pk=storsjo.board.pk)
    with CaptureQueriesContext(connection) as asked:
        assert single(named) == storsjo.board
        assert single(named.filter(code="annan")) is None
    assert len(asked) == 2
    assert not [query["sql"] for query in asked if "ORDER BY" in query["sql"] or "LIMIT" in query["sql"]]
