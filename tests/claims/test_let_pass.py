"""What an editor let pass is what comes out: whatever changes it takes it off the schedule, and the change is told."""

from datetime import timedelta

import pghistory
import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from articles import merging as actors
from articles.models import Revision
from claims.confirming import confirm, reject
from claims.merging import merge, undo
from claims.models import Claim, ClaimSubject, Evidence, Lapse, Quote, Reply
from claims.publishing import publish, send_back, submit
from claims.reanchoring import move_to, settle
from claims.scheduling import publish_due, schedule, scheduled, told, unsettled
from claims.signing import sign_off
from tests.factories import (
    TEXT,
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    QuoteFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    RevisionFactory,
    UserFactory,
)
from tests.rules import refused, set_aside, sql

pytestmark = pytest.mark.django_db

SOON, LATER = timezone.now() + timedelta(hours=1), timezone.now() + timedelta(days=1)


def editor(**fields):
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name="editor"))
    return user


@pytest.fixture
def claim():
    """Return a scheduled draft with all that a claim can have."""
    claim = AssertionFactory(quote__confirmed=True, claim__said_where="A speech in May.").claim
    AssertionFactory(claim=claim, quote=QuoteFactory(speaker=ActorFactory()))
    ClaimSubjectFactory(claim=claim)
    EvidenceFactory(claim=claim)
    ReplyFactory(claim=claim)
    schedule(claim, at=SOON, by=editor(first_name="Ed"))
    connection.check_constraints()
    return claim


def confirmed_in(claim):
    return claim.quotes.get(state="confirmed")


def confirmed_anew(claim, **changes):
    """Confirm the quotation again, as it is changed: what was confirmed holds for nothing else."""
    quote = confirmed_in(claim)
    Quote.objects.filter(pk=quote.pk).update(confirmed_at=timezone.now(), **changes)
    return quote


CHANGES = {
    "statement": lambda c: Claim.objects.filter(pk=c.pk).update(statement="The bridge is closed"),
    "said_where": lambda c: Claim.objects.filter(pk=c.pk).update(said_where="A speech in June."),
    "embargo": lambda c: Claim.objects.filter(pk=c.pk).update(is_sensitive=True),
    "quotations speaker": lambda c: confirmed_anew(c, speaker=ActorFactory()),
    "quotations kind": lambda c: confirmed_anew(c, kind="mixed"),
    "quotations passages": lambda c: confirmed_anew(c).passages.update(
        text="the bridge is safe", start=TEXT.index("the bridge"), end=TEXT.index("” in a")
    ),
    "quotations relay": lambda c: RelayFactory(quote=confirmed_anew(c)),
    "quotations stance": lambda c: c.assertions.filter(quote__state="proposed").update(stance="denies"),
    "quotations cut": lambda c: c.assertions.filter(quote__state="proposed").delete(),
    "quotations added": lambda c: AssertionFactory(claim=c),
    "confirmed": lambda c: confirm(c.quotes.get(state="proposed"), by=UserFactory()),
    "confirmed no more": lambda c: reject(confirmed_in(c)),
    "actors": lambda c: sql("UPDATE articles_actor SET kind = 'group' WHERE id = %s", confirmed_in(c).speaker_id),
    "about": lambda c: ClaimSubject.objects.filter(claim=c).update(accused=True),
    "about added": lambda c: ClaimSubjectFactory(claim=c),
    "topics": lambda c: ClaimTopicFactory(claim=c),
    "evidence": lambda c: Evidence.objects.filter(claim=c).update(bearing="undermines"),
    "evidence gone": lambda c: Evidence.objects.filter(claim=c).delete(),
    "rating": lambda c: ReviewFactory(claim=c),
    "replies": lambda c: ReplyFactory(claim=c),
    "replies changed": lambda c: Reply.objects.filter(claim=c).update(asked_how="By phone."),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_what_was_scheduled_takes_it_off(claim, change, request):
    with pghistory.context(user=UserFactory(first_name="Ada", last_name="Reporter").pk):
        change(claim)
        connection.check_constraints()
    claim.refresh_from_db()
    assert (claim.publish_at, claim.scheduled_by) == (None, None)
    lapse = Lapse.objects.get(kind="schedule")
    part = request.node.callspec.id.split()[0]
    assert (lapse.publish_at, lapse.by_name, part in lapse.parts) == (SOON, "Ada Reporter", True)
    assert told(lapse).startswith("taken off the schedule: Ada Reporter changed ")
    assert list(publish_due(LATER)) == []
    assert not Claim.objects.public().exists()


def test_what_readers_do_not_see_and_what_comes_back_leaves_it(claim):
    Claim.objects.filter(pk=claim.pk).update(note="Look at the date.")
    Quote.objects.update(note="Fine.", confidence=0.5)
    with transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(statement="Another")
        Claim.objects.filter(pk=claim.pk).update(statement=claim.statement)
    connection.check_constraints()
    assert scheduled().get() == claim
    [outcome] = publish_due(LATER)
    assert outcome.held_back == ()


def test_found_again_word_for_word_in_a_new_revision_it_stays_and_orphaned_it_goes(claim):
    for number, text in enumerate([f"One more line.\n\n{TEXT}", "Nothing of it.\n"], start=2):
        for quote in claim.quotes.select_related("revision__article"):
            newest = RevisionFactory(article=quote.revision.article, number=number, text=text)
            settle(move_to(Revision.objects.get(pk=newest.pk)))
        connection.check_constraints()
        assert scheduled().exists() == (number == 2)


def test_who_saves_what_was_read_before_does_not_schedule_it_anew(claim):
    stale = Claim.objects.get(pk=claim.pk)
    CHANGES["evidence"](claim)
    connection.check_constraints()
    stale.note = "Typed long ago"
    stale.save()
    connection.check_constraints()
    assert not scheduled().exists()
    schedule(Claim.objects.get(pk=claim.pk), at=SOON, by=editor())
    connection.check_constraints()
    assert scheduled().get() == claim
    assert not unsettled().exists()


def test_what_nobody_signed_is_told_by_command_or_database_user(claim):
    with pghistory.context(command="import_seeds"):
        CHANGES["topics"](claim)
        connection.check_constraints()
    assert Lapse.objects.get().by_name == "import_seeds"


def test_held_back_it_is_noted_once(claim):
    claim.scheduled_by.groups.clear()
    for _ in range(2):
        [outcome] = publish_due(LATER)
    assert "may not publish any more" in outcome.held_back[0]
    lapse = Lapse.objects.get()
    assert (lapse.kind, lapse.publish_at) == ("held_back", SOON)
    assert told(lapse).endswith("who scheduled it, may not publish any more.")


def test_what_was_changed_past_all_triggers_is_held_back(claim):
    with set_aside():
        CHANGES["statement"](claim)
    [outcome] = publish_due(LATER)
    assert outcome.held_back == ("It is not what was scheduled any more: the statement changed.",)


def test_a_merged_one_is_off_the_schedule_and_parted_it_stays_off(claim):
    with transaction.atomic():
        Reply.objects.all().delete()
    schedule(Claim.objects.get(pk=claim.pk), at=SOON, by=editor())
    merge(claim, into=ClaimFactory(), reason="The same.")
    claim.refresh_from_db()
    assert (claim.status, claim.publish_at) == ("merged", None)
    assert list(publish_due(LATER)) == []
    undo(claim)
    assert (claim.status, claim.publish_at) == ("draft", None)


@pytest.mark.django_db(transaction=True)
def test_it_is_not_published_while_somebody_changes_it_nor_changed_while_it_is_published():
    with transaction.atomic():
        claim = AssertionFactory(quote__confirmed=True).claim
        schedule(claim, at=SOON, by=editor())
    server = connection.connection.info
    change = "UPDATE claims_assertion SET stance = 'asserts', modified = now() WHERE claim_id = %s"
    with psycopg.connect(server.dsn, password=server.password) as other:
        other.execute(change, [claim.pk])
        assert list(publish_due(LATER)) == []  # in other hands
        other.execute("UPDATE claims_quote SET kind = 'mixed', confirmed_at = clock_timestamp()")
        other.commit()
    assert list(publish_due(LATER)) == []
    assert Lapse.objects.get().parts == ["quotations"]
    with transaction.atomic():
        schedule(Claim.objects.get(pk=claim.pk), at=SOON, by=editor())
    with psycopg.connect(server.dsn, password=server.password) as other:
        with transaction.atomic():
            Claim.objects.select_for_update().get(pk=claim.pk)
            other.execute("SET lock_timeout = '300ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute(change, [claim.pk])
            other.rollback()
        [outcome] = publish_due(LATER)
        assert outcome.held_back == ()


class TestInReview:
    def test_a_change_since_it_was_submitted_is_told_with_who_made_it(self):
        tie = AssertionFactory(quote__speaker=ActorFactory())
        submit(tie.claim)
        connection.check_constraints()
        with pghistory.context(user=UserFactory(first_name="Ada").pk):
            Quote.objects.update(speaker=ActorFactory())
            EvidenceFactory(claim=tie.claim)
            connection.check_constraints()
        lapse = unsettled().get()
        assert told(lapse) == "changed since it was submitted for review: Ada changed the quotations"
        send_back(Claim.objects.get(), note="Who said it?")
        assert not unsettled().exists()

    def test_published_it_is_seen_to(self):
        tie = AssertionFactory(quote__confirmed=True, claim__status="in_review")
        connection.check_constraints()
        confirmed_anew(tie.claim, kind="mixed")
        connection.check_constraints()
        assert unsettled().exists()
        publish(Claim.objects.get(pk=tie.claim_id), by=UserFactory())
        assert not unsettled().exists()


class TestSignOff:
    @pytest.fixture
    def signed(self):
        claim = AssertionFactory(quote__confirmed=True, claim__is_sensitive=True, claim__said_where="A speech.").claim
        sign_off(claim, by=UserFactory())
        connection.check_constraints()
        return Claim.objects.get(pk=claim.pk)

    @pytest.mark.parametrize(
        "change",
        [
            *(CHANGES[name] for name in ("statement", "said_where", "quotations speaker", "quotations kind")),
            CHANGES["quotations passages"],
            lambda claim: AssertionFactory(claim=claim, quote=QuoteFactory(confirmed=True)),
        ],
    )
    def test_it_lapses_with_what_it_was_given_for(self, signed, change):
        change(signed)
        signed.refresh_from_db()
        assert not signed.is_signed_off
        with pytest.raises(Exception, match=r"a new legal sign-off: .* changed since the last one"):
            publish(signed, by=UserFactory())
        with refused("is legally sensitive"):
            sql(
                "UPDATE claims_claim SET status = 'published', first_published_at = now(), published_by_id = %s",
                UserFactory().pk,
            )
        sign_off(signed, by=UserFactory())
        publish(signed, by=UserFactory())
        connection.check_constraints()

    def test_not_with_what_readers_do_not_see_nor_with_another_name_of_a_speaker(self, signed):
        quote = signed.quotes.get()
        AssertionFactory(claim=signed)
        actors.merge(quote.speaker, into=ActorFactory(), reason="The same.")
        EvidenceFactory(claim=signed)
        ReviewFactory(claim=signed)
        connection.check_constraints()
        assert signed.is_signed_off
        reject(Quote.objects.get(pk=quote.pk))
        assert signed.is_signed_off

    def test_another_quotation_of_a_public_one_needs_it_anew(self, signed):
        publish(signed, by=UserFactory())
        connection.check_constraints()
        with refused("were changed since it was signed off"):
            AssertionFactory(claim=signed, quote=QuoteFactory(confirmed=True))
        with transaction.atomic():
            AssertionFactory(claim=signed, quote=QuoteFactory(confirmed=True))
            sign_off(signed, by=UserFactory())
            connection.check_constraints()
