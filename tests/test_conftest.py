"""What every transactional test relies on: tables are emptied past triggers, and migrated rows stay."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from articles.models import Actor
from claims.models import Rating
from tests.factories import ActorFactory


def flush():
    call_command("flush", interactive=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_emptying_goes_past_triggers_that_forbid_it():
    ActorFactory()
    User.objects.create_user("somebody")

    flush()

    assert not Actor.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_migrations_filled_is_as_it_was():
    before = list(Rating.objects.order_by("pk").values())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Rating.objects.all().delete()
        cursor.execute("SET session_replication_role = DEFAULT")

    flush()

    assert list(Rating.objects.order_by("pk").values()) == before != []


@pytest.mark.django_db(transaction=True)
def test_triggers_hold_again_after_emptying():
    flush()

    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
