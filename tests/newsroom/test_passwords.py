"""Which passwords are taken, whoever sets them where."""

from contextlib import suppress

import pytest
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from newsroom import settings as ours

VALIDATORS = get_password_validators(ours.AUTH_PASSWORD_VALIDATORS)


@pytest.mark.parametrize("password", ["correct horse", "tr0mbone-lagoon", "a-very-long-one", "8w5YvQb2Lk0x"])
def test_a_long_one_of_its_own_is_taken(password):
    validate_password(password, password_validators=VALIDATORS)


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",  # one too few
        "Password2024!",
        "!!password1234",
        "password12345678",
        "P4ssw0rd2024",
        "passwordpassword",
        "PasswordDragon",
        "qwertyuiop123",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "123456789012",
        "administrator1",
    ],
)
def test_a_short_or_known_one_is_not_however_it_is_dressed_up(password):
    with pytest.raises(ValidationError):
        validate_password(password, password_validators=VALIDATORS)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(password):
    with suppress(ValidationError):
        validate_password(password, password_validators=VALIDATORS)
