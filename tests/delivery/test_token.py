"""Tokens are known again, made again under the installation's key, and opened by nothing else."""

from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from riskbild.audit.ids import uuid7
from riskbild.delivery import token


def test_a_token_is_made_again_from_what_is_stored_and_names_its_row() -> None:
    row = uuid7()
    planted = token.plant(row)
    grown = token.grow(row, planted.seed, planted.digest)
    assert grown
    assert len(grown) == 65
    assert token.row_of(grown) == row
    assert token.matches(grown, planted.digest)
    assert planted.seed not in grown
    assert grown not in (planted.seed, planted.digest)


def test_two_tokens_of_one_row_differ_and_do_not_open_each_other() -> None:
    row = uuid7()
    first, second = token.plant(row), token.plant(row)
    grown = token.grow(row, first.seed, first.digest)
    assert grown
    assert not token.matches(grown, second.digest)


def test_without_the_secret_key_what_is_stored_gives_no_token(settings: Settings) -> None:
    row = uuid7()
    planted = token.plant(row)
    grown = token.grow(row, planted.seed, planted.digest)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "x" * 60
    assert token.grow(row, planted.seed, planted.digest) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert token.grow(row, planted.seed, planted.digest) == grown


@given(st.text(max_size=80))
def test_any_text_is_answered_and_a_wrong_one_opens_nothing(text: str) -> None:
    planted = token.plant(uuid7())
    token.row_of(text)
    assert not token.matches(text, planted.digest)


@given(st.integers(0, 64), st.sampled_from("abcXYZ019-_"))
def test_a_token_with_one_sign_changed_opens_nothing(place: int, sign: str) -> None:
    row = uuid7()
    planted = token.plant(row)
    grown = token.grow(row, planted.seed, planted.digest) or ""
    changed = grown[:place] + sign + grown[place + 1 :]
    assert token.matches(changed, planted.digest) == (changed == grown)
