"""A small site on which every page has something to show."""

from claims.models import Rating
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import (
    ActorFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
)

# Every kind of page, and what it answers.
ADDRESSES = {
    "/": 200,
    "/claims/": 200,
    "/claims/?q=bridge": 200,
    "/claims/?q=xyzzy": 200,
    "/claims/the-bridge-is-safe/": 200,
    "/claims/the-road-is-safe/": 200,
    "/claims/taken-back/": 410,
    "/articles/gone/": 410,
    "/actors/nobody/": 410,
    "/actors/": 200,
    "/actors/ana-ruiz/": 200,
    "/actors/the-courier/": 200,
    "/articles/": 200,
    "/articles/whole/": 200,
    "/articles/link-only/": 200,
    "/corrections/": 200,
    "/corrections/?show=taken-back": 200,
    "/about/": 200,
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
    quotes = [quotation(whole, "“it ‘really’ holds”", speaker=ana), quotation(whole, "‘really’", speaker=ana)]
    RelayActorFactory(relay=RelayFactory(quote=quotes[0], text="In a letter"), actor=paper)
    rated = published("The bridge is safe", *quotes, quotation(linked, "“Yes,”", speaker=ana))
    EvidenceFactory(claim=rated, link="https://example.com/e", archived_link="https://example.com/f", quote=quotes[0])
    ReviewFactory(claim=rated, rating=Rating.objects.get(slug="half-true"))
    CorrectionFactory(claim=rated)
    ReplyFactory(claim=rated)
    ClaimSubjectFactory(claim=rated, actor=paper)
    ClaimTopicFactory(claim=rated)
    published("The road is safe", said_where="A speech in the square.")
    gone = article_with("He said “it fell”.", headline="Gone")
    withdraw(published("Taken back", quotation(gone, "“it fell”", speaker="Nobody")), reason="It was said by nobody.")
