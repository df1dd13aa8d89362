"""Editors who publish at once wait for each other, and never in a circle: each transaction locks in one order."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connection, transaction

from articles.models import Actor
from claims import public
from claims.models import ActorTally, Claim
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import ActorFactory, RelayActorFactory, RelayFactory
from tests.rules import sql

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISH = "UPDATE claims_claim SET status = 'published' WHERE id = %s"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def in_review(statement, speaker, relay=None, *, article=None):
    """Make a claim that was public and is in review, told by ``speaker``, through ``relay`` if one is given."""
    words = f"“{statement}”"
    revision = article or article_with(f"In a letter came {words} then.")
    with transaction.atomic():  # confirmed with its relay
        quote = quotation(revision, words, speaker=speaker)
        if relay:
            RelayActorFactory(relay=RelayFactory(quote=quote, text="In a letter"), actor=relay)
    claim = published(statement, quote)
    Claim.objects.filter(pk=claim.pk).update(status=Claim.Status.IN_REVIEW, withdrawn_reason="Looked at again.")
    return claim


def publish(claim):
    try:
        with transaction.atomic():
            sql(PUBLISH, claim.pk)
    finally:
        connection.close()


def wait_until_waiting(sessions):
    """Wait until so many sessions wait for a lock."""
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # which a transaction keeps otherwise
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= sessions:
                return
        sleep(0.05)
    pytest.fail(f"{sessions} sessions should wait by now.")


def publish_while_held(rows, first, second):
    """Publish both at once while somebody holds ``rows``, then lets go; ``second`` begins when ``first`` waits."""
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            list(type(rows[0]).objects.select_for_update(no_key=True).filter(pk__in=[row.pk for row in rows]))
            publishing = [threads.submit(publish, first)]
            wait_until_waiting(1)
            publishing.append(threads.submit(publish, second))
            wait_until_waiting(2)
        for future in publishing:
            future.result(timeout=20)


def tallied(actor):
    return dict(ActorTally.objects.filter(actor=actor).values_list("fact", "times"))


def test_two_claims_each_of_whose_speakers_passed_the_other_on():
    one, other = ActorFactory(name="Ana Ruiz"), ActorFactory(name="Bob Stone")
    first, second = in_review("It holds", one, other), in_review("It fell", other, one)
    articles = [quote.revision.article for claim in (first, second) for quote in claim.quotes.all()]
    publish_while_held(articles, first, second)
    assert tallied(one) == tallied(other) == {"role:said": 1, "role:relayed": 1, "rating:none": 1}
    assert set(public.listed_actors()) == set(public.actors()) >= {one, other}


def test_two_claims_of_one_article_one_of_them_passed_on_by_its_outlet():
    speaker = ActorFactory(name="Ana Ruiz")
    revision = article_with("In a letter came “It holds” and “It fell” then.")
    outlet = revision.article.publisher
    first = in_review("It holds", speaker, article=revision)
    second = in_review("It fell", ActorFactory(name="Bob Stone"), outlet, article=revision)
    publish_while_held([speaker], first, second)
    assert tallied(outlet) == {"role:published": 2, "role:relayed": 1}
    assert Actor.objects.filter(listing__isnull=False).count() == 3
