"""What the database refuses is told in plain words."""

import re

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils.translation import override

from newsroom.refusals import in_their_language, message_of_constraint, plain_message

OURS = [
    (model, constraint)
    for app in ("articles", "claims")
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
]


@pytest.mark.parametrize(("model", "constraint"), OURS, ids=lambda part: getattr(part, "name", ""))
def test_every_constraint_speaks_to_an_editor(model, constraint):
    assert constraint.violation_error_message != constraint.default_violation_error_message
    assert message_of_constraint(constraint.name) == constraint.violation_error_message


def test_a_name_that_is_no_constraint_of_ours_has_no_message():
    assert message_of_constraint(None) is None
    assert message_of_constraint("somebody_elses") is None


@pytest.mark.django_db
def test_other_refusals_keep_their_first_line_only():
    with pytest.raises(DataError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert plain_message(refusal.value) == "division by zero"


def test_refusals_that_no_database_made():
    assert plain_message(IntegrityError("first\nsecond")) == "first"
    assert plain_message(IntegrityError()) == "IntegrityError"


@pytest.mark.django_db
def test_a_server_that_does_not_answer_is_told_as_the_driver_tells_it():
    nowhere = DatabaseWrapper({**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"})
    with pytest.raises(OperationalError) as refusal:
        nowhere.ensure_connection()
    assert "refused" in plain_message(refusal.value)


LITERAL = r"'(?:[^']|'')*'"
MESSAGE = re.compile(rf"MESSAGE\s*=\s*(?:format\(\s*)?((?:{LITERAL}\s*)+)")
LACKS = re.compile(rf"lacks := ({LITERAL})")


def literal(written):
    return "".join(part.replace("''", "'") for part in re.findall(r"'((?:[^']|'')*)'", written))


def sentences_of_the_database():
    """Give each that a rule of ours may refuse with, something said in the place of what it names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        for (source,) in cursor.fetchall():
            for written in MESSAGE.findall(source):
                said = literal(written)
                parts = ["passage", "source", "cue", "relay"] if said.startswith("The %s") else [""]
                for part in parts:
                    whole = said.replace("The %s", f"The {part}")
                    lacks = LACKS.findall(source) if whole.endswith("” %s.") else [""]
                    for lack in lacks:
                        yield whole.replace("” %s.", f"” {literal(lack)}.").replace("%s", "something")


@pytest.mark.django_db
def test_every_sentence_of_the_database_is_translated():
    said = list(sentences_of_the_database())
    assert len(said) > 30
    with override("es"):
        assert [sentence for sentence in said if in_their_language(sentence) == sentence] == []
        assert in_their_language("What nobody says") == "What nobody says"
    for sentence in said:
        assert in_their_language(sentence) == sentence
