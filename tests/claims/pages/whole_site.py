"""A small site on which every page has something to show."""

from datetime import date

from django.db import transaction

from claims.correcting import restate
from claims.models import Rating
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)

# Every kind of page, and what it answers.
ADDRESSES = {
    "/": 200,
    "/claims/": 200,
    "/claims/?q=bridge": 200,
    "/claims/?q=xyzzy": 200,
    "/claims/values/speaker/": 200,
    "/claims/values/year/?rating=none": 200,
    "/actors/values/kind/": 200,
    "/articles/values/speaker/?publisher=the-courier": 200,
    "/claims/the-bridge-is-safe/": 200,
    "/claims/the-road-is-safe/": 200,
    "/claims/claim-bcdfghjk/": 410,
    "/articles/gone/": 410,
    "/actors/nobody/": 410,
    "/actors/": 200,
    "/actors/?q=ana": 200,
    "/actors/?kind=media_outlet&kind=person": 200,
    "/actors/ana-ruiz/": 200,
    "/actors/the-courier/": 200,
    "/articles/": 200,
    "/articles/?q=whole": 200,
    "/articles/?publisher=the-courier&display=whole": 200,
    "/articles/whole/": 200,
    "/articles/link-only/": 200,
    "/corrections/": 200,
    "/corrections/?show=taken-back": 200,
    "/about/": 200,
    "/about/data/": 200,
    "/nowhere/": 404,
}


def fill():
    """Give every page something to show."""
    paper = ActorFactory(name="The Courier", kind="media_outlet", authority_link="https://example.com/courier")
    ana = ActorFactory(name="Ana Ruiz", description="Minister of Works", wikidata_id="Q312")
    text = [
        "In a letter she said “it ‘really’ holds” today.",
        ("heading", "More"),
        ("question", "Is it so?"),
        "“Yes,” she said.",
    ]
    whole = article_with(*text, headline="Whole", display="whole", publisher=paper, link="https://example.com/a")
    linked = article_with(*text, headline="Link only", display="link_only", publisher=paper)
    with transaction.atomic():  # confirmed with its relay
        quotes = [quotation(whole, "“it ‘really’ holds”", speaker=ana), quotation(whole, "‘really’", speaker=ana)]
        RelayActorFactory(relay=RelayFactory(quote=quotes[0], text="In a letter"), actor=paper)
    told = [*quotes, quotation(linked, "“Yes,”", speaker=ana)]
    rated = published("The bridge is sound", *told, slug="the-bridge-is-safe")
    EvidenceFactory(claim=rated, link="https://example.com/e", archived_link="https://example.com/f", quote=quotes[0])
    ReviewFactory(claim=rated, rating=Rating.objects.get(slug="half-true"))
    CorrectionFactory(claim=rated)
    ReplyFactory(claim=rated)
    ClaimSubjectFactory(claim=rated, actor=paper)
    ClaimTopicFactory(claim=rated)
    for year in (2024, 2026):  # claims over time
        dated = article_with("She said “so does the tunnel”.", publisher=paper, published_on=date(year, 5, 1))
        tunnel = published(f"The tunnel is safe in {year}", quotation(dated, "“so does the tunnel”", speaker=ana))
        ClaimSubjectFactory(claim=tunnel, actor=paper)
    restate(rated, "The bridge is safe", note="She didn’t say sound.", by=UserFactory())
    reworded = article_with("In May she said “it holds, mostly” again.", headline="Again", publisher=paper)
    AssertionFactory(claim=rated, quote=quotation(reworded, "“it holds, mostly”", speaker=ana))
    published("The road is safe", said_where="A speech in the square.")
    gone = article_with("He said “it fell”.", headline="Gone")
    told = published("Taken back", quotation(gone, "“it fell”", speaker="Nobody"), slug="claim-bcdfghjk")
    withdraw(told, reason="It was said by nobody.")
