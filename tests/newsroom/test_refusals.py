"""What the database refuses is told in plain words."""

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from newsroom.refusals import message_of_constraint, plain_message

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
