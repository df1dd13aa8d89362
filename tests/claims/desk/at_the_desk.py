"""What the tests of the desk share: an editor who sends its forms as the page gives them."""

from django.urls import reverse

from claims.desk.sheet import token, whole
from claims.models import Quote
from tests.factories import ParagraphFactory, QuoteFactory, RevisionFactory, SectionFactory


def address(quote, verb=None):
    article = quote.revision.article_id
    if verb:
        return reverse("desk:act", args=[article, quote.pk, verb])
    return reverse("desk:article", args=[article], query={"quote": quote.pk})


def token_of(quote):
    return token(whole(Quote.objects.filter(pk=quote.pk)).get())


def send(client, quote, verb, **sent):
    """Send a form of the quotation as its page has it now, without a script."""
    return client.post(address(quote, verb), {"token": token_of(quote)} | sent, follow=True)


def told(answer):
    """What the page says came of it."""
    return [str(message) for message in answer.context["messages"]]


def laid_out(*paragraphs, article=None, number=1, separator="\n\n"):
    """A revision with these paragraphs."""
    of = {"article": article} if article else {}
    revision = RevisionFactory(text=separator.join(paragraphs) + "\n", number=number, **of)
    section = SectionFactory(revision=revision)
    start = 0
    for place, text in enumerate(paragraphs):
        ParagraphFactory(section=section, number=place, start=start, end=start + len(text))
        start += len(text) + len(separator)
    return revision


def proposed(revision, *passages, **fields):
    return QuoteFactory(revision=revision, passages=list(passages), **fields)
