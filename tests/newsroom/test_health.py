import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def test_a_living_process_says_so_without_asking_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"alive\n")
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations not applied: 1\n")


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_database_refuses_connections(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"options": "-c no.such=setting -c nonsense=1"})

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"the database does not answer\n")
