"""Two transactions that are each harmless break no rule together."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from claims import public
from claims.models import Claim, Quote
from tests.factories import ClaimFactory, QuoteFactory, RelayFactory, UserFactory
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


PUBLISH = "UPDATE claims_claim SET status = 'published', withdrawn_reason = '' WHERE id = %s"
REJECT = "UPDATE claims_quote SET state = 'rejected' WHERE id = %s"
TOUCH_A_PASSAGE = "UPDATE claims_passage SET quote_id = quote_id WHERE quote_id = %s"
TOUCH_A_RELAY = "UPDATE claims_relay SET quote_id = quote_id WHERE quote_id = %s"
TIE = (
    "INSERT INTO claims_assertion (created, modified, stance, claim_id, quote_id)"
    " VALUES (now(), now(), 'denies', %s, %s)"
)


@pytest.fixture
def other_session():
    """Return a connection of somebody who writes SQL; nothing is committed before they say so."""
    connection.ensure_connection()
    server = connection.connection.info
    with psycopg.connect(server.dsn, password=server.password) as other:
        yield other
        other.rollback()


def in_review():
    """Return a claim that can be published as it stands, and its quotation, passed on by somebody."""
    with transaction.atomic():
        claim = ClaimFactory(published=True)
        RelayFactory(quote=claim.quotes.get())
    with transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(status=Claim.Status.IN_REVIEW, withdrawn_reason="Looked at again.")
    return claim, claim.quotes.get()


def while_waiting(threads, statement, *values):
    """Let another session execute, in a transaction of its own, what has to wait by now."""

    def execute():
        try:
            with transaction.atomic():
                sql(statement, *values)
        finally:
            connection.close()

    waiting = threads.submit(execute)
    with pytest.raises(TimeoutError):
        waiting.result(timeout=0.5)
    return waiting


@pytest.mark.django_db(transaction=True)
class TestPublishingAndRejectingAtOnce:
    """The claim and its quotation, long tied: whoever comes second waits, and is told why it can't be."""

    def test_published_first(self, other_session):
        claim, quote = in_review()
        other_session.execute(PUBLISH, [claim.pk])
        with ThreadPoolExecutor(1) as threads:
            rejecting = while_waiting(threads, REJECT, quote.pk)
            other_session.commit()
            with pytest.raises(DatabaseError, match="needs at least one confirmed quotation"):
                rejecting.result(timeout=10)
        assert Claim.objects.public().get() == claim

    def test_rejected_first(self, other_session):
        claim, quote = in_review()
        other_session.execute(REJECT, [quote.pk])
        with ThreadPoolExecutor(1) as threads:
            publishing = while_waiting(threads, PUBLISH, claim.pk)
            other_session.commit()
            with pytest.raises(DatabaseError, match="needs at least one confirmed quotation"):
                publishing.result(timeout=10)
        assert not Claim.objects.public().exists()

    @pytest.mark.parametrize("touch", [TOUCH_A_PASSAGE, TOUCH_A_RELAY])
    def test_a_part_changed_while_its_quotation_is_rejected(self, other_session, touch):
        _claim, quote = in_review()
        other_session.execute(touch, [quote.pk])
        with ThreadPoolExecutor(1) as threads:
            rejecting = while_waiting(threads, REJECT, quote.pk)
            other_session.commit()
            rejecting.result(timeout=10)
        assert Quote.objects.get(pk=quote.pk).state == Quote.State.REJECTED

    def test_tied_to_a_claim_while_it_is_rejected(self, other_session):
        claim, quote = in_review()
        further = QuoteFactory(confirmed=True)
        other_session.execute(TIE, [claim.pk, further.pk])
        with ThreadPoolExecutor(1) as threads:
            rejecting = while_waiting(threads, REJECT, further.pk)
            other_session.execute(PUBLISH, [claim.pk])
            other_session.commit()
            rejecting.result(timeout=10)
        assert list(public.quotes()) == [quote]
