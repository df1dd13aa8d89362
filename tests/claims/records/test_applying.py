import pghistory
import pytest
from django.apps import apps
from django.db import connection

from articles.models import Actor, Article, Byline
from claims import confirming, publishing
from claims.confirming import reject
from claims.models import Assertion, Claim, ClaimSubject, Correction, Evidence, Quote, Relay, Reply, Review
from claims.notices import note
from claims.records import RecordError
from claims.scheduling import publish_due
from tests.claims.records.conftest import RECORD, TEXT
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    QuoteFactory,
    RelayFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def refused(apply, *args):
    with pytest.raises(RecordError) as caught:
        apply(*args)
    return str(caught.value)


def everything():
    """Every row of articles and claims, history included."""
    models = [*apps.get_app_config("articles").get_models(), *apps.get_app_config("claims").get_models()]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def test_a_record_becomes_confirmed_quotations_and_public_claims(apply, revision):
    applied = apply()
    connection.check_constraints()
    safe, old = Quote.objects.order_by("passages__start")
    assert (safe.state, safe.origin, safe.confirmed_by) == (Quote.State.CONFIRMED, Quote.Origin.RECORD, None)
    assert (safe.kind, safe.speaker.name, safe.source_text, safe.cue_text) == (
        "direct", "Ana Ruiz", "The minister", "said",
    )  # fmt: skip
    assert safe.passages.get().start == TEXT.index("“the bridge")
    assert [(relay.text, [a.name for a in relay.actors.all()]) for relay in safe.relays.all()] == [
        ("a statement to The Herald", ["The Herald"])
    ]
    assert (old.source_text, old.source_start) == ("He", TEXT.index("He said"))
    claim = Claim.objects.public().get()
    assert (claim.origin, claim.slug, claim.published_by) == (Claim.Origin.RECORD, "bridge-safe", None)
    assert {(tie.quote_id, tie.stance) for tie in claim.assertions.all()} == {(safe.pk, "asserts"), (old.pk, "doubts")}
    assert claim.reviews.get().rating.slug == "mostly-true"
    assert applied.created == {
        "actor": 2, "actorname": 1, "quote": 2, "passage": 2, "relay": 1, "relayactor": 1, "topic": 1, "claim": 1,
        "claimsubject": 1, "claimtopic": 1, "assertion": 2, "evidence": 1, "review": 1, "approval": 1,
        "correction": 1, "reply": 1,
    }  # fmt: skip
    assert applied.warnings == ()
    revision.article.refresh_from_db()
    assert (revision.article.display, revision.article.publisher.name) == ("whole", "The Herald")


def test_applying_again_changes_nothing(apply):
    apply()
    before = everything()
    applied = apply()
    assert not applied.changed
    assert applied.warnings == ()
    assert everything() == before


def test_nothing_is_stored_of_a_record_with_a_mistake(apply):
    before = everything()
    assert "is no rating; the scale is true, mostly-true" in refused(apply, RECORD.replace("mostly-true", "truish"))
    assert everything() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("“the bridge is safe”", "'\"the bridge is safe\"'", "bridge.yaml:21: quotations[1].passages[1]: "),
        ("that the bridge was old", "the bridge", "is in the article 2 times"),
        ("cue: said", "cue: says", "bridge.yaml:19: quotations[1].cue: “says” is not in the article"),
        ("text: a statement to", "text: a letter to", "bridge.yaml:23: quotations[1].relays[1]: "),
        ("mostly-true", "truish", "bridge.yaml:52: claims[1].reviews[1].rating: “truish” is no rating"),
        ("https://example.org/report", "report", "bridge.yaml:48: claims[1].evidence[1]: Enter a valid URL."),
        ("Ana Ruiz", "A" * 301, "bridge.yaml:6: actors[1]: Ensure this value has at most 300 characters"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_place(apply, old, new, message):
    assert message in refused(apply, RECORD.replace(old, new))


def test_quotation_marks_that_yaml_took_are_missed(apply):
    applied = apply(RECORD.replace("“the bridge is safe”", "the bridge is safe"))
    assert applied.warnings == (
        "bridge.yaml:21: quotations[1].passages[1]: leaves out its quotation marks. Write a text that begins with one "
        "on a line of its own, under “>-”: YAML takes marks around a value for its own.",
    )


def test_passages_in_the_wrong_order_are_refused(apply):
    record = RECORD.replace(
        "      - “the bridge is safe”\n", "      - the bridge was old\n      - “the bridge is safe”\n"
    )
    assert "quotations[1].passages[2]: comes before the end of the passage above it" in refused(apply, record)


def test_a_published_claim_without_a_quotation_is_refused(apply):
    record = """\
    claims:
      - statement: The bridge is safe
        status: published
    """
    assert "bridge.yaml:3: claims[1].status: " in refused(apply, record)
    assert "a confirmed quotation that asserts it" in refused(apply, record)


def test_a_claim_may_say_where_it_was_said_instead(apply):
    said = "claims:\n  - statement: The bridge is safe\n    status: published\n    said_where: On the radio.\n"
    with pytest.raises(RecordError, match="who said it there"):
        apply(said)
    actor = "actors:\n  - name: Ana Ruiz\n    kind: person\n"
    with pytest.raises(RecordError, match="“Ana Ruis” is no actor of this record"):
        apply(f"{actor}{said}    said_by: Ana Ruis\n")
    apply(f"{actor}{said}    said_by: Ana Ruiz\n")
    claim = Claim.objects.public().get()
    assert (claim.said_where, claim.said_by.name) == ("On the radio.", "Ana Ruiz")


def test_a_claim_is_a_draft_unless_the_record_says_more(apply):
    apply("claims:\n  - statement: A\n  - statement: B\n    status: in_review\n")
    assert dict(Claim.objects.values_list("statement", "status")) == {"A": "draft", "B": "in_review"}


def proposal(revision, **options):
    """What the machine might have found, with much of it wrong."""
    options = {"speaker": ActorFactory(name="Somebody"), "kind": "mixed"} | options
    quote = QuoteFactory(revision=revision, **options)
    RelayFactory(quote=quote, text="in a statement")
    return quote


def test_a_proposal_for_the_same_stretch_is_adopted(apply, revision):
    quote = proposal(revision)
    applied = apply()
    quote.refresh_from_db()
    assert (quote.state, quote.origin, quote.kind) == (Quote.State.CONFIRMED, Quote.Origin.RECORD, "direct")
    assert (quote.speaker.name, quote.source_text, quote.confidence) == ("Ana Ruiz", "The minister", 0.9)
    assert [relay.text for relay in quote.relays.all()] == ["a statement to The Herald"]
    assert (applied.adopted, applied.created["quote"]) == (1, 1)
    assert not apply().changed


def test_what_an_editor_changed_of_a_proposal_stays(apply, revision):
    quote = proposal(revision)
    quote.kind = "indirect"
    quote.save()
    applied = apply()
    quote.refresh_from_db()
    assert (quote.kind, quote.speaker.name) == ("indirect", "Ana Ruiz")
    assert applied.warnings == ("bridge.yaml:16: quotations[1].kind: stays as an editor changed it in the database.",)


def test_what_an_editor_rejected_stays_rejected(apply, revision):
    reject(proposal(revision), reason="Misread.")
    record = RECORD.replace(
        "  - statement: The bridge is safe",
        "  - statement: The bridge is safe\n    said_where: TV\n    said_by: Ana Ruiz",
    )
    applied = apply(record)
    assert Quote.objects.get(kind="mixed").state == Quote.State.REJECTED
    assert "bridge.yaml:15: quotations[1]: is rejected in the database, and stays so." in applied.warnings


def test_two_speakers_can_be_quoted_with_the_same_words(apply, revision):
    record = """\
    actors:
      - name: A
        kind: person
      - name: B
        kind: person
    quotations:
      - {key: a, kind: direct, speaker: A, passages: [“the bridge is safe”]}
      - {key: b, kind: direct, speaker: B, passages: [“the bridge is safe”]}
    """
    apply(record)
    assert set(Quote.objects.values_list("speaker__name", flat=True)) == {"A", "B"}
    assert not apply(record).changed


def change(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    if isinstance(row, Quote):
        confirmed_anew(row)


def confirmed_anew(quote):
    confirming.hold(quote, by=UserFactory(is_superuser=True))


def change_relay(do):
    relay = Relay.objects.get()
    quote = relay.quote
    do(relay)
    confirmed_anew(quote)


def change_with_note(**fields):
    actor = Actor.objects.get(name="Ana Ruiz")
    note(actor, "She is none.", by=None)
    change(actor, **fields)


CHANGES = {
    "an actor's description": lambda: change_with_note(description="former minister"),
    "an actor's description taken out": lambda: change_with_note(description=""),
    "an actor's other name": lambda: Actor.objects.get(name="Ana Ruiz").names.get(name="The minister").delete(),
    "how much is shown": lambda: change(Article.objects.get(), display="link_only"),
    "how much is shown, as imported": lambda: change(Article.objects.get(), display="excerpt"),
    "a quotation's kind": lambda: change(Quote.objects.get(kind="direct"), kind="mixed"),
    "a quotation's speaker": lambda: change(Quote.objects.get(kind="direct"), speaker=ActorFactory()),
    "a quotation's cue": lambda: change(Quote.objects.get(kind="direct"), cue_start=None, cue_end=None, cue_text=""),
    "a relay": lambda: change_relay(Relay.delete),
    "a relay's actor": lambda: change_relay(lambda relay: relay.actors.clear()),
    "a statement": lambda: change(Claim.objects.get(), statement="The bridge was safe"),
    "a subject": lambda: ClaimSubject.objects.get().delete(),
    "a tie": lambda: Assertion.objects.get(stance="doubts").delete(),
    "a stance": lambda: change(Assertion.objects.get(stance="doubts"), stance="denies"),
    "evidence": lambda: change(Evidence.objects.get(), title="Second report"),
    "where evidence is": lambda: change(Evidence.objects.get(), source="The works office", bearing="context"),
    "a reply": lambda: change(Reply.objects.get(), answer="It was safe."),
    "the status": lambda: publishing.withdraw(Claim.objects.get(), reason="Wrong."),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_an_editor_changed_since_is_never_overwritten(apply, what):
    apply()
    CHANGES[what]()
    connection.check_constraints()
    before = everything()
    applied = apply()
    assert everything() == before
    assert len(applied.warnings) == 1
    assert applied.warnings[0].startswith("bridge.yaml:")


def test_what_an_editor_added_stays(apply):
    apply()
    claim = Claim.objects.get()
    AssertionFactory(claim=claim)
    ClaimSubject.objects.create(claim=claim, actor=ActorFactory())
    before = everything()
    assert not apply().changed
    assert everything() == before


def test_a_deleted_draft_stays_away(apply):
    record = "claims:\n  - statement: The bridge is safe\n"
    apply(record)
    Claim.objects.get().delete()
    assert apply(record).warnings == ("bridge.yaml:2: claims[1]: was deleted in the database, and stays away.",)
    assert not Claim.objects.exists()


def test_what_an_editor_made_in_the_admin_is_not_the_imports(apply, revision):
    with pghistory.context(user=UserFactory().pk):
        article = Article.objects.create(headline="By hand")
        RevisionFactory(article=article, text=TEXT)
    applied = apply("article:\n  display: whole\n", article.revisions.get())
    article.refresh_from_db()
    assert article.display == "excerpt"
    assert applied.warnings == ("bridge.yaml:2: article.display: stays “excerpt”, as it is in the database.",)


def test_a_claim_is_known_by_its_statement_where_it_has_no_slug(apply):
    claim = ClaimFactory(statement="The bridge is safe")
    apply(RECORD.replace("    slug: bridge-safe\n", "").replace("status: published", "status: draft"))
    assert Claim.objects.get() == claim
    assert claim.assertions.count() == 2


def test_two_claims_of_one_statement_need_a_slug(apply):
    ClaimFactory.create_batch(2, statement="The bridge is safe")
    message = refused(apply, RECORD.replace("    slug: bridge-safe\n", ""))
    assert "bridge.yaml:36: claims[1].statement: 2 claims say this" in message


def test_another_claim_at_the_same_address_is_refused(apply):
    ClaimFactory(statement="The tunnel is safe", slug="bridge-safe")
    message = refused(apply)
    assert "claims[1].slug: “bridge-safe” is the address of another claim, “The tunnel is safe”" in message


def test_a_claim_of_another_article_gains_this_ones_quotations(apply):
    apply()
    other = RevisionFactory(text=TEXT)
    apply(RECORD, other)
    assert Claim.objects.get().assertions.count() == 4


def test_new_entries_of_a_record_are_added(apply):
    apply("\n".join(RECORD.split("\nclaims:")[:1]) + "\n")
    applied = apply()
    assert applied.created["claim"] == 1
    assert "quote" not in applied.created


def test_an_answer_that_came_later_is_filled_in(apply):
    apply(RECORD.replace("        answer: It is safe.\n        answered: 2026-01-05\n", ""))
    applied = apply()
    assert (applied.filled, applied.warnings) == (1, ())
    assert Reply.objects.get().answer == "It is safe."


def test_a_review_is_added_and_none_changed(apply):
    apply()
    more = "      - {rating: false, explanation: It fell., reviewer: Jo Field, reviewed: 2026-02-01}\n"
    apply(RECORD.replace("    corrections:\n", more + "    corrections:\n"))
    assert [review.rating.slug for review in Review.objects.all()] == ["false", "mostly-true"]


def test_what_an_editor_confirmed_and_a_record_adds_to_is_confirmed_by_the_record(apply, revision):
    quote = QuoteFactory(revision=revision, origin=Quote.Origin.EDITOR, kind="direct")
    confirming.confirm(quote, by=UserFactory(), speaker=ActorFactory(name="Ana Ruiz"))
    apply()
    quote.refresh_from_db()
    assert (quote.origin, quote.confirmed_by) == (Quote.Origin.RECORD, None)
    assert (quote.state, quote.source_text) == (Quote.State.CONFIRMED, "The minister")


def test_bylines_fill_a_gap_and_replace_nothing(apply):
    names = Byline.objects.values_list("name", flat=True)
    apply("article:\n  bylines: [Jo Field, Ed Wood]\n")
    assert list(names) == ["Jo Field", "Ed Wood"]
    applied = apply("article:\n  bylines: [Al Hill]\n")
    assert list(names) == ["Jo Field", "Ed Wood"]
    assert applied.warnings == (
        "bridge.yaml:2: article.bylines: stay “Jo Field”, “Ed Wood”, as they are in the database.",
    )


def test_a_part_that_changed_text_keeps_a_record_out(apply, revision):
    later = RevisionFactory(article=revision.article, number=2, text=TEXT.replace("safe", "sound"))
    assert "It goes along as far as ““the bridge is s”, then the article says “ound”" in refused(apply, RECORD, later)


GATED = """\
actors:
  - name: Ana Ruiz
    kind: person

claims:
  - statement: The bridge is safe
    slug: bridge-safe
    status: published
    said_where: A speech.
    said_by: Ana Ruiz
    about: [Ana Ruiz]
    accuses: [Ana Ruiz]
    sensitive: yes
    signed_off: 2026-01-03
    signed_off_by: Jo Field
    embargo_until: 2026-01-02
    replies:
      - actor: Ana Ruiz
        waived: It is her own word.
        waived_by: Jo Field
"""


def test_what_a_record_brings_opens_the_gate(apply):
    apply(GATED)
    claim = Claim.objects.public().get()
    assert (claim.is_signed_off, claim.signed_off_name, claim.replies.get().waived_name) == (
        True,
        "Jo Field",
        "Jo Field",
    )
    assert claim.subjects.get(accused=True).actor.name == "Ana Ruiz"
    assert not apply(GATED).changed


def test_a_record_accuses_nobody_unheard_and_nobody_it_is_not_about(apply):
    assert "a reply asked of Ana Ruiz, whom it accuses" in refused(apply, GATED.partition("    replies:")[0])
    assert "a claim is about whom it accuses" in refused(apply, GATED.replace("    about: [Ana Ruiz]\n", ""))


@pytest.mark.parametrize(
    ("taken_out", "words"),
    [
        ("    signed_off: 2026-01-03\n", "still needs a legal sign-off"),
        ("    signed_off_by: Jo Field\n", "A sign-off says who signed off what."),
        (GATED[GATED.index("    replies:") :], "still needs a reply asked"),
        ("        waived_by: Jo Field\n", "Who asks for no reply is named."),
    ],
)
def test_what_it_does_not_bring_is_told_with_its_place(apply, taken_out, words):
    with pytest.raises(RecordError, match=r"bridge\.yaml:") as refusal:
        apply(GATED.replace(taken_out, ""))
    assert words in str(refusal.value)
    assert not Claim.objects.exists()


def test_a_record_schedules(apply):
    apply(
        "actors:\n  - name: Ana Ruiz\n    kind: person\n"
        "claims:\n  - statement: The bridge is safe\n    said_where: A speech.\n    said_by: Ana Ruiz\n"
        "    publish_at: 2026-01-04\n"
    )
    [outcome] = publish_due()
    assert (outcome.held_back, outcome.claim.origin) == ((), "record")


def test_a_rating_that_a_record_changes_is_told_to_readers(apply):
    apply()
    was = Correction.objects.count()
    again = RECORD.replace("    reviews:\n", "    reviews:\n      - rating: false\n        explanation: It fell.\n"
                           "        reviewer: Jo Field\n        reviewed: 2026-02-01\n"
                           "        approved_by: Kim Rivera\n")  # fmt: skip
    apply(again)
    assert Correction.objects.count() == was + 1
    assert Correction.objects.first().note == "The rating was changed from “Mostly true” to “False”. It fell."
    assert not apply(again).changed


SAFE_FOR = RECORD.replace("statement: The bridge is safe\n", "statement: The bridge is safe for 5 years\n")


def test_a_statement_changed_to_another_number_makes_no_second_claim(apply):
    apply(SAFE_FOR)
    changed = SAFE_FOR.replace("for 5 years", "for 50 years").replace("slug: bridge-safe", "slug: bridge-safe-50")
    said = refused(apply, changed)
    assert "claims[1].statement: is nearly the claim “The bridge is safe for 5 years” (bridge-safe)" in said
    assert "50" in said
    assert Claim.objects.count() == 1


def test_a_claim_that_says_nearly_the_same_with_a_not_is_warned_of(apply):
    ClaimFactory(statement="The bridge is not safe for 5 years", slug="not-safe")
    (warning,) = apply(SAFE_FOR).warnings
    assert "is nearly the claim “The bridge is not safe for 5 years” (not-safe), but: One of the two" in warning
    assert apply(SAFE_FOR).warnings == ()
