"""Keys: of the right version, in the order they are made, and never the same."""

import time
import uuid

import pytest

from riskbild.audit.ids import uuid7


def test_keys_made_one_after_the_other_sort_as_they_were_made() -> None:
    made = []
    for _ in range(2000):
        made.append(uuid7())
        began = time.time_ns()
        while time.time_ns() - began < 1000:  # a row takes a thousand times as long to write
            pass
    assert made == sorted(made)
    assert len(set(made)) == 2000


def test_a_key_holds_the_time_and_a_part_of_a_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_790_000_000_123_500_000)
    key = uuid7()
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == 1_790_000_000_123
    assert key.int >> 64 & 0xFFF == 2048


def test_keys_of_the_same_moment_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_790_000_000_123_999_999)
    keys = {uuid7() for _ in range(1000)}
    assert len(keys) == 1000
    assert {key.int >> 64 & 0xFFF for key in keys} == {4095}
