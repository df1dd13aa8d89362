from datetime import date, datetime

import pytest
from django.utils import timezone

from articles.models import Article
from claims.models import Claim, Quote, Rating
from claims.templatetags.pages import web_link
from tests.claims.pages.building import article_with, made_public, marks_in, published, queries_for, quotation, text_of
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    RevisionFactory,
    TopicFactory,
    UserFactory,
)
from tests.rules import set_aside

pytestmark = pytest.mark.django_db
PARAGRAPH = "In a statement, Minister Ruiz claimed that “the bridge is safe” for everybody."


def claim_told_once(**quote):
    revision = article_with(PARAGRAPH, published_on=date(2026, 1, 4), publisher__name="The Courier")
    return published("The bridge is safe", quotation(revision, "“the bridge is safe”", **quote))


def page_of(client, claim, query=""):
    response = client.get(f"/claims/{claim.slug}/{query}")
    assert response.status_code == 200
    return response


def head_of(response):
    return response.content.decode().partition("</head>")[0]


class TestAnUncheckedClaim:
    def test_title_and_description_say_whose_word_it_is_and_that_nobody_checked_it(self, client):
        head = head_of(page_of(client, claim_told_once()))
        assert "<title>Ana Ruiz: The bridge is safe – Not checked · Newsroom</title>" in head
        assert "Said by Ana Ruiz, not checked: The bridge is safe (The Courier, Jan. 4, 2026)" in head

    def test_the_heading_gives_the_statement_to_its_speaker_and_not_checked_stands_beside(self, client):
        text = text_of(page_of(client, claim_told_once()))
        assert "Ana Ruiz: The bridge is safe Not checked" in text
        assert "It stands here because it was said, not because it is true." in text

    def test_an_unnamed_source_starts_with_a_capital(self, client):
        claim = claim_told_once(speaker=ActorFactory(name="intelligence sources", kind="unnamed"))
        assert "<title>Intelligence sources: The bridge is safe" in head_of(page_of(client, claim))

    @pytest.mark.parametrize(("stance", "by"), [("denies", "Denied by Ana Ruiz"), ("doubts", "Doubted by Ana Ruiz")])
    def test_who_only_denies_or_doubts_it_is_never_shown_as_saying_it(self, client, stance, by):
        revision = article_with(PARAGRAPH)
        claim = published("The bridge is unsafe", quotation(revision, "“the bridge is safe”"), stance=stance)
        response = page_of(client, claim)
        assert "Otto Rey: The bridge is unsafe" in text_of(response)
        assert by in text_of(response)
        assert "Said by Otto Rey" in head_of(response)
        with set_aside():  # as claims were recorded of old: nobody noted who said it
            Claim.objects.update(said_by=None)
        response = page_of(client, claim)
        assert by + ": The bridge is unsafe" in text_of(response)
        assert by.lower() in head_of(response).lower()
        assert "Said by" not in head_of(response)

    def test_who_asserts_it_comes_first_even_where_a_denial_was_earlier(self, client):
        early = article_with(PARAGRAPH, published_on=date(2025, 1, 1))
        late = article_with(PARAGRAPH, published_on=date(2026, 1, 1))
        claim = published("The bridge is safe", quotation(late, "“the bridge is safe”", speaker="Late Asserter"))
        AssertionFactory(
            claim=claim, quote=quotation(early, "“the bridge is safe”", speaker="Early Denier"), stance="denies"
        )
        assert "Late Asserter: The bridge is safe" in text_of(page_of(client, claim))

    def test_a_claim_said_in_no_article_tells_where_and_is_no_fact_either(self, client):
        claim = published("The bridge is safe", said_where="A speech in the square.\n\nOn Monday.")
        response = page_of(client, claim)
        assert "A speech in the square." in text_of(response)
        assert "<title>Otto Rey: The bridge is safe – Not checked" in head_of(response)
        assert "Said by Otto Rey, not checked: The bridge is safe" in head_of(response)


class TestItsHeading:
    @pytest.mark.parametrize(
        ("statement", "heading"),
        [
            ("The fund holds $70 million.", "The fund holds $70 million"),
            ("He left the U.S.", "He left the U.S."),
            ("He fell silent...", "He fell silent..."),
            ("It holds", "It holds"),
            ("Does it hold?", "Does it hold?"),
        ],
    )
    def test_the_full_stop_that_ends_a_statement_is_left_out(self, client, statement, heading):
        claim = published(statement, said_where="A speech.")
        response = page_of(client, claim)
        assert f"<title>Otto Rey: {heading} – Not checked" in head_of(response)
        assert f"Otto Rey: {heading} Not checked" in text_of(response)
        assert f"Otto Rey: {heading} Not checked" in text_of(client.get("/claims/"))


class TestARatedClaim:
    def rated(self, slug="mostly-false", **review):
        claim = claim_told_once()
        EvidenceFactory(claim=claim, title="The inspector’s report")
        ReviewFactory(claim=claim, rating=Rating.objects.get(slug=slug), **review)
        return claim

    def test_the_rating_its_explanation_and_the_scale_are_shown(self, client):
        response = page_of(client, self.rated(explanation="Two of its piers are cracked."))
        text = text_of(response)
        assert "The bridge is safe Mostly false" in text
        assert "Two of its piers are cracked." in text
        for rating in Rating.objects.all():
            assert rating.explanation in text
        assert "Ana Ruiz: The bridge is safe – Mostly false" in head_of(response)
        assert "rated “Mostly false”" in head_of(response)

    def test_the_newest_review_counts_and_all_are_kept(self, client):
        claim = self.rated("true", explanation="First view.")
        ReviewFactory(claim=claim, rating=Rating.objects.get(slug="false"), explanation="Second view.")
        text = text_of(page_of(client, claim))
        assert "The bridge is safe False Second view." in text
        assert "First view." in text

    def test_a_reviewer_is_named_in_full_and_never_by_the_name_to_log_in_with(self, client):
        named = UserFactory(username="iris-v", first_name="Iris", last_name="Vogel")
        text = text_of(page_of(client, self.rated(reviewer=named)))
        assert "Iris Vogel" in text
        assert "iris-v" not in text
        unnamed = text_of(page_of(client, self.rated(reviewer=UserFactory(username="otto-k"))))
        assert "otto-k" not in unnamed  # it is what he logs in with
        assert "An editor" in unnamed

    def test_evidence_is_shown_with_its_bearing_and_links_to_the_web_only(self, client):
        claim = self.rated()
        EvidenceFactory(claim=claim, bearing="undermines", title="Photographs", link="https://example.com/p")
        response = page_of(client, claim)
        assert "Undermines the claim Photographs" in text_of(response)
        assert 'href="https://example.com/p"' in response.content.decode()
        assert web_link("javascript:alert(1)") == web_link("data:text/html,x") == ""

    def test_evidence_for_it_stands_before_evidence_against_it_and_context_last(self, client):
        claim = self.rated()
        for bearing, title in [("context", "A map"), ("undermines", "Photographs"), ("supports", "A letter")]:
            EvidenceFactory(claim=claim, bearing=bearing, title=title)
        text = text_of(page_of(client, claim))
        places = [text.index(part) for part in ["A letter", "Undermines the claim Photographs", "Gives context A map"]]
        assert places == sorted(places)
        assert text.count("Supports the claim") == 1

    def test_it_says_as_of_when_it_was_checked(self, client):
        claim = self.rated(named=True, reviewed_at=timezone.make_aware(datetime(2026, 3, 5, 12)))
        assert "Checked as of March 5, 2026" in text_of(page_of(client, claim))

    def test_evidence_says_who_published_it_and_in_whose_interest(self, client):
        institute = ActorFactory(name="Bridge Institute")
        EvidenceFactory(claim=self.rated(), publisher=institute, source="Yearbook", interests="The builder pays it.")
        claim = Claim.objects.get()
        text = text_of(page_of(client, claim))
        assert "Bridge Institute · Yearbook" in text
        assert "Interests of the source: The builder pays it." in text

    def test_a_quotation_named_as_evidence_is_shown_only_if_it_is_public(self, client):
        claim = self.rated()
        hidden = article_with("Nobody else may read “these hidden words” yet.")
        EvidenceFactory(claim=claim, title="Hidden", quote=quotation(hidden, "“these hidden words”"))
        shown = quotation(article_with("He added “these shown words” later."), "“these shown words”")
        published("Another claim", shown)
        EvidenceFactory(claim=claim, title="Shown", quote=shown)
        text = text_of(page_of(client, claim))
        assert "these shown words" in text
        assert "hidden words" not in text


class TestTellings:
    def test_an_article_whose_publisher_nobody_knows_is_not_named_twice(self, client):
        revision = article_with(PARAGRAPH, headline="Its headline", publisher=None, published_on=date(2026, 2, 12))
        claim = published("The bridge is safe", quotation(revision, "“the bridge is safe”"))
        assert "Its headline publisher unknown, Feb. 12, 2026" in text_of(page_of(client, claim))
        assert "Not checked Its headline, publisher unknown, Feb. 12, 2026" in text_of(client.get("/claims/"))

    def test_each_stands_word_for_word_in_its_paragraph_with_the_quotation_marked(self, client):
        response = page_of(client, claim_told_once())
        assert PARAGRAPH in text_of(response)
        assert marks_in(response) == ["“the bridge is safe”"]

    def test_form_source_cue_relay_and_stance_are_told(self, client):
        quote = claim_told_once(
            kind=Quote.Kind.MIXED,
            source_text="Minister Ruiz", source_start=16, source_end=29,
            cue_text="claimed", cue_start=30, cue_end=37,
        ).quotes.get()  # fmt: skip
        relay = RelayFactory(quote=quote, text="In a statement")
        RelayActorFactory(relay=relay, actor__name="Ministry of Works")
        text = text_of(page_of(client, quote.claims.get()))
        assert "Ana Ruiz asserts it" in text
        assert "Partly in quotation marks, partly in the article’s words" in text
        assert "Source as written “Minister Ruiz”" in text
        assert "Verb “claimed”" in text
        assert "Through “In a statement”: Ministry of Works" in text

    def test_an_outlets_own_voice_is_shown_as_its_own_statement(self, client):
        revision = article_with("The bridge is safe.", publisher__name="The Courier")
        own = quotation(
            revision,
            "The bridge is safe",
            speaker=revision.article.publisher,
            kind=Quote.Kind.OWN_VOICE,
            origin="editor",
        )
        text = text_of(page_of(client, published("The bridge is safe", own)))
        assert "The Courier asserts it in its own voice" in text
        assert "The outlet’s own statement, no source given" in text

    def test_a_quotation_in_two_passages_is_marked_in_both(self, client):
        revision = article_with("“It holds,” she said. “It always did.”")
        claim = published("The bridge is safe", quotation(revision, "“It holds,”", "“It always did.”"))
        assert marks_in(page_of(client, claim)) == ["“It holds,”", "“It always did.”"]

    def test_they_stand_in_order_of_time_undated_ones_last_and_within_an_article_as_it_tells_them(self, client):
        places = [(None, "undated"), (date(2026, 2, 1), "second"), (date(2026, 1, 1), "first")]
        claim = ClaimFactory(statement="The bridge is safe")
        for on, word in places:
            revision = article_with(f"He said “{word} a”.", f"Then “{word} b”.", published_on=on)
            later = quotation(revision, f"“{word} b”")
            for quote in (later, quotation(revision, f"“{word} a”")):
                AssertionFactory(claim=claim, quote=quote)
        response = page_of(client, made_public(claim))
        assert marks_in(response) == [f"“{word} {part}”" for word in ("first", "second", "undated") for part in "ab"]
        text = text_of(response)
        assert text.index("First appearance") < text.index("first a") < text.index("second a")
        assert text.count("First appearance") == 1

    def test_only_the_quotation_is_shown_where_the_article_may_only_be_linked(self, client):
        revision = article_with(PARAGRAPH, display=Article.Display.LINK_ONLY)
        response = page_of(client, published("The bridge is safe", quotation(revision, "“the bridge is safe”")))
        assert "for everybody" not in text_of(response)
        assert marks_in(response) == ["“the bridge is safe”"]

    def test_a_revision_without_a_layout_shows_the_quotation_alone(self, client):
        claim = published("The bridge is safe", quotation(RevisionFactory(), "“the bridge is safe”"))
        assert marks_in(page_of(client, claim)) == ["“the bridge is safe”"]

    def test_quotations_not_confirmed_are_left_out(self, client):
        claim = claim_told_once()
        proposed = quotation(article_with("He said “proposed words” too."), "“proposed words”")
        proposed.state = Quote.State.PROPOSED
        proposed.save()
        AssertionFactory(claim=claim, quote=proposed)
        assert "proposed words" not in text_of(page_of(client, claim))

    def test_many_tellings_come_in_pages_and_no_other_number_is_one(self, client, monkeypatch):
        monkeypatch.setattr("claims.pages.claims.TELLINGS_ON_A_PAGE", 2)
        claim = claim_told_once()
        for number in range(4):
            revision = article_with(f"He said “words {number}” then.", published_on=date(2026, 2, 1 + number))
            AssertionFactory(claim=claim, quote=quotation(revision, f"“words {number}”"))
        assert marks_in(page_of(client, claim)) == ["“the bridge is safe”", "“words 0”"]
        assert marks_in(page_of(client, claim, "?page=2")) == ["“words 1”", "“words 2”"]
        assert marks_in(page_of(client, claim, "?page=3")) == ["“words 3”"]
        for other in ("4", "99", "0", "%00", "x"):
            answer = client.get(f"/claims/{claim.slug}/?page={other}")
            assert answer.status_code == 404
            assert "This list has no such page" in text_of(answer)
            assert f'href="/claims/{claim.slug}/"' in answer.text


@pytest.mark.parametrize("address", ["/claims/", "/actors/", "/articles/", "/corrections/", "/claims/values/speaker/"])
def test_a_list_that_numbers_no_pages_has_no_page_of_a_high_number(client, address):
    claim_told_once()
    answer = client.get(f"{address}?page=99")
    assert answer.status_code == 404
    assert f'<a href="{address}">Read it from its beginning</a>' in answer.text
    assert client.get(f"{address}?page=1").status_code == 200
    assert client.get(f"{address.removesuffix('/')}.json?page=99").status_code == 404


class TestHowOftenItWasTold:
    def told(self, *articles):
        """Give a claim that each of these articles, each a list of stances, bears; the earliest first."""
        claim = ClaimFactory(statement="The bridge is safe")
        for number, stances in enumerate(articles):
            paragraphs = [f"He said “words {number} {place}”." for place in range(len(stances))]
            revision = article_with(*paragraphs, published_on=date(2026, 1, 1 + number))
            for place, stance in enumerate(stances):
                AssertionFactory(
                    claim=claim,
                    stance=stance,
                    quote=quotation(revision, f"“words {number} {place}”", speaker="Ana Ruiz"),
                )
        return made_public(claim)

    @pytest.mark.parametrize(
        ("articles", "shown"),
        [
            ([["asserts"]], "Told once"),
            ([["asserts"] * 4], "Repeated in one article, 4 times"),
            ([["asserts"], ["asserts"]], "Repeated in 2 articles"),
            ([["asserts", "asserts"], ["asserts"]], "Repeated in 2 articles, 3 times"),
            ([["asserts", "denies"], ["doubts"]], "Told once Denied or doubted 2 times"),
        ],
    )
    def test_only_what_asserts_it_counts_as_telling_it(self, client, articles, shown):
        assert shown in text_of(page_of(client, self.told(*articles)))

    def test_lists_tell_it_as_well(self, client):
        self.told(["asserts", "asserts", "denies"])
        text = text_of(client.get("/claims/"))
        assert "told 2 times in one article also denied or doubted" in text
        assert "told 3 times" not in text

    def test_denials_and_doubts_stand_apart_and_are_no_first_appearance(self, client):
        text = text_of(page_of(client, self.told(["denies"], ["asserts"], ["doubts"])))
        places = [
            text.index(part)
            for part in ["First appearance", "words 1 0", "Denied or doubted", "words 0 0", "words 2 0"]
        ]
        assert places == sorted(places)
        assert text.count("First appearance") == 1

    @pytest.mark.parametrize("stance", ["denies", "doubts"])
    def test_what_no_quotation_asserts_is_not_called_told(self, client, stance):
        text = text_of(page_of(client, self.told([stance])))
        for words in ["First appearance", "First said by", "Told"]:
            assert words not in text


class TestWhatGoesWithIt:
    def test_subjects_topics_corrections_and_replies_are_shown(self, client):
        claim = claim_told_once()
        ClaimSubjectFactory(claim=claim, actor__name="The Bridge Company")
        ClaimTopicFactory(claim=claim, topic=TopicFactory(name="Bridges"))
        CorrectionFactory(claim=claim, note="The year was wrong.")
        ReplyFactory(claim=claim, actor=ActorFactory(name="Works Office"), asked_how="by letter")
        ReplyFactory(claim=claim, answer="We stand by it.", answered_at=timezone.now())
        response = page_of(client, claim)
        text = text_of(response)
        for shown in [
            "The Bridge Company",
            "Bridges",
            "The year was wrong.",
            "Works Office",
            "by letter",
            "No answer so far.",
        ]:
            assert shown in text
        assert "We stand by it." in text
        assert 'href="/claims/?topic=bridges"' in response.content.decode()

    def test_each_reply_says_whose_it_is_and_that_of_the_person_concerned_comes_first(self, client):
        claim = claim_told_once()
        concerned = ClaimSubjectFactory(claim=claim, actor__name="The Bridge Company").actor
        for actor in (ActorFactory(name="Works Office"), claim.quotes.get().speaker, concerned):
            ReplyFactory(claim=claim, actor=actor, answer="We stand by it.", answered_at=timezone.now())
        text = text_of(page_of(client, claim))
        parts = ["person concerned The Bridge Company", "Reply of who said it Ana Ruiz", "Reply Works Office"]
        places = [text.index(part) for part in parts]
        assert places == sorted(places)
        replies = client.get(f"/claims/{claim.slug}.json").json()["replies"]
        assert [reply["part"] for reply in replies] == ["concerned", "claimant", "other"]

    def test_what_editors_note_for_themselves_is_never_shown(self, client):
        revision = article_with(PARAGRAPH)
        quote = quotation(revision, "“the bridge is safe”", note="editors only: look again")
        claim = published("The bridge is safe", quote, note="editors only: ask him")
        assert "editors only" not in page_of(client, claim).content.decode()


class TestTheList:
    def test_it_shows_published_claims_newest_first_and_no_others(self, client):
        published("The older one", said_where="A speech.")
        published("The newer one", said_where="A speech.")
        ClaimFactory(statement="A draft")
        text = text_of(client.get("/claims/"))
        assert text.index("The newer one") < text.index("The older one")
        assert "A draft" not in text

    def test_each_has_its_speaker_its_standing_and_where_it_was_told(self, client):
        claim_told_once()
        assert "Ana Ruiz: The bridge is safe Not checked The Courier, Jan. 4, 2026" in text_of(client.get("/claims/"))

    def test_it_goes_on_to_older_claims_and_back(self, client):
        for number in range(27):
            published(f"Claim {number:02}", said_where="A speech.")
        first = client.get("/claims/")
        assert "Claim 26" in text_of(first)
        assert "Claim 01" not in text_of(first)
        older = client.get("/claims/", {"after": first.context["page"].after})
        assert "Claim 01" in text_of(older)
        assert 'rel="prev"' in older.content.decode()
        assert 'rel="next"' not in older.content.decode()

    @pytest.mark.parametrize("query", ["after=x", "before=%00,1", "topic=none", "about=%00", "about=nobody"])
    def test_an_address_that_means_nothing_is_not_found(self, client, query):
        assert client.get(f"/claims/?{query}").status_code == 404

    def test_it_narrows_to_a_topic_and_to_an_actor(self, client):
        one, other = published("On bridges", said_where="A speech."), published("On roads", said_where="A speech.")
        ClaimTopicFactory(claim=one, topic=TopicFactory(name="Bridges"))
        ClaimSubjectFactory(claim=other, actor=ActorFactory(name="Road Office"))
        assert "On roads" not in text_of(client.get("/claims/?topic=bridges"))
        assert "On bridges" not in text_of(client.get("/claims/?about=road-office"))
        assert "On roads" in text_of(client.get("/claims/?about=road-office"))

    def test_a_topic_of_drafts_only_is_no_topic_yet(self, client):
        ClaimTopicFactory(claim=ClaimFactory(), topic=TopicFactory(name="Secret plans"))
        assert client.get("/claims/?topic=secret-plans").status_code == 404
        assert "Secret plans" not in text_of(client.get("/claims/"))

    def test_its_cost_does_not_grow_with_its_rows(self, client):
        costs = []
        for _size in range(2):
            for number in range(3):
                claim_told_once(speaker=f"Speaker {number}")
            costs.append(queries_for(client, "/claims/"))
        assert costs[0] == costs[1]


def test_the_cost_of_a_claim_does_not_grow_with_what_goes_with_it(client):
    claim = claim_told_once()
    costs = []
    for _size in range(2):
        for number in range(3):
            quote = quotation(article_with(f"He said “words {number}”."), f"“words {number}”")
            AssertionFactory(claim=claim, quote=quote)
            RelayActorFactory(relay=RelayFactory(quote=quote, text="He", number=1))
            EvidenceFactory(claim=claim, quote=quote)
            ReviewFactory(claim=claim)
            CorrectionFactory(claim=claim)
            ReplyFactory(claim=claim)
            ClaimSubjectFactory(claim=claim)
            ClaimTopicFactory(claim=claim)
        costs.append(queries_for(client, f"/claims/{claim.slug}/"))
    assert costs[0] == costs[1]
