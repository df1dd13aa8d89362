"""Two transactions that are each harmless break no rule together."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from claims.models import Claim, Quote
from tests.factories import ClaimFactory, QuoteFactory, UserFactory
from tests.rules import refused, sql

JUDGE_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_a_quotation_is_rejected_while_a_claim_is_published_on_it():
    with transaction.atomic():
        quote, claim, editor = QuoteFactory(confirmed=True), ClaimFactory(), UserFactory()
    server = connection.connection.info

    def publish():
        with psycopg.connect(server.dsn, password=server.password) as other:
            other.execute(
                "INSERT INTO claims_assertion (created, modified, stance, claim_id, quote_id)"
                " VALUES (now(), now(), 'asserts', %s, %s)",
                [claim.pk, quote.pk],
            )
            other.execute(
                "UPDATE claims_claim SET status = 'published', first_published_at = now(), published_by_id = %s",
                [editor.pk],
            )
            other.execute(JUDGE_NOW)

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            Quote.objects.update(state=Quote.State.REJECTED)
            sql(JUDGE_NOW)
            publishing = other.submit(publish)
            with pytest.raises(TimeoutError):
                publishing.result(timeout=0.5)  # it waits for what this transaction makes of the quotation
        with pytest.raises(psycopg.errors.CheckViolation, match="needs at least one confirmed quotation"):
            publishing.result(timeout=10)
    assert not Claim.objects.public().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_transaction_that_looks_back_is_refused(level):
    with transaction.atomic():
        ClaimFactory(published=True)
    with refused("“read committed” only"):
        sql(f"SET TRANSACTION ISOLATION LEVEL {level}")
        Quote.objects.update(state=Quote.State.REJECTED)
    with refused("“read committed” only"):
        sql(f"SET TRANSACTION ISOLATION LEVEL {level}")
        sql("UPDATE claims_passage SET number = number + 1")
