"""The rules' own value of a stored method, read once a version: versions never change."""

from collections.abc import Iterable
from uuid import UUID

from riskbild.register.models import MethodVersion
from riskbild.rules.method import Method

_REMEMBERED: dict[UUID, Method] = {}
_MOST = 512


def methods_of(municipality_ids: Iterable[UUID], version_ids: Iterable[UUID]) -> dict[UUID, Method]:
    """The methods that some stored versions define; one query for those not met before, mostly none."""
    wanted = set(version_ids)
    methods = {key: _REMEMBERED[key] for key in wanted & _REMEMBERED.keys()}
    missing = wanted - methods.keys()
    rows = MethodVersion.objects.filter(municipality_id__in=set(municipality_ids), pk__in=missing) if missing else ()
    return methods | {row.pk: method_of(row) for row in rows}


def method_of(version: MethodVersion) -> Method:
    """The method that a stored version defines."""
    method = _REMEMBERED.get(version.pk)
    if method is None:
        if len(_REMEMBERED) >= _MOST:
            _REMEMBERED.clear()
        method = _REMEMBERED[version.pk] = Method.from_data(version.definition)
    return method
