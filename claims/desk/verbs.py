"""What an editor does to one quotation on the desk: each verb reads what the form sent and says what it did.

A verb gets the quotation, locked and fetched ``whole``, what was sent, and who sent it. It gives the sentence that
tells what was done, or raises ``ValidationError`` in plain words; the caller then lets every rule look at it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Actor
from claims import confirming, publishing
from claims.desk import amending, tying
from claims.desk.permitted import refuse_what_is_read, require_for
from claims.desk.sheet import hashed
from claims.desk.stretches import selected, typed, typed_passages
from claims.extraction.proposal import Span
from claims.gate import newest_review
from claims.models import Assertion, Claim, Quote, Relay
from newsroom.blanks import trimmed

Row = TypeVar("Row", Actor, Claim)
SHORT = 60  # characters of a quotation that a sentence on it shows


@dataclass(frozen=True)
class Verb:
    """What can be done to a quotation."""

    act: Callable[[Quote, QueryDict, AbstractBaseUser], str]
    decides: bool = False  # whether the desk goes on to the next that waits
    amends: bool = False  # whether it changes what readers see of a public quotation
    lasts: bool = False  # whether readers saw it, so that it can't simply be taken back


def shortened(quote: Quote) -> str:
    """Give the beginning of what was said."""
    return Truncator(" ".join(quote.content.split())).chars(SHORT)


def confirm(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001 - every verb gets all three
    """Confirm it."""
    if quote.state == Quote.State.CONFIRMED:
        raise ValidationError(_("It is confirmed already."))
    confirming.confirm(quote, by=by)
    return _("Confirmed: %(speaker)s, “%(what)s”") % {"speaker": quote.speaker, "what": shortened(quote)}


def reject(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Reject it, for the ``reason`` given."""
    if quote.state == Quote.State.REJECTED:
        raise ValidationError(_("It is rejected already."))
    confirming.reject(quote, reason=trimmed(sent.get("reason", "")))
    return _("Rejected: “%s”") % shortened(quote)


def kind(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Set its ``kind``."""
    amending.set_kind(quote, sent.get("kind", ""))
    return _("Kind: %s.") % quote.get_kind_display()


def speaker(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Set the speaker to the ``actor`` with that key."""
    amending.set_speaker(quote, _row(Actor, sent.get("actor", ""), _("Choose somebody from the list.")))
    return _("Speaker: %s.") % quote.speaker


def new_speaker(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Add somebody of this ``name`` and ``actor-kind`` to the registry, as the speaker."""
    named = (sent.get(field, "") for field in ("name", "actor-kind", "another"))
    amending.set_speaker(quote, amending.new_speaker(*named))
    return _("Added to the registry, as the speaker: %s.") % quote.speaker


def passages(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Lay its passages where they were selected, or where the typed words stand; an orphaned one is found again."""
    newest = quote.revision.article.revisions.latest("number")
    again = quote.revision_id != newest.pk
    spans = selected(sent, newest.text) or typed_passages(sent, newest.text, [] if again else spans_of(quote))
    if again:
        amending.find_again(quote, newest, spans)
        return _("Found again in the newest revision, and proposed anew.")
    amending.set_passages(quote, spans)
    return _("It now reads: “%s”") % " … ".join(newest.text[span.start : span.end] for span in spans)


def written(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Set its ``source`` or ``cue``: the one ``part`` that was selected, else both as they were typed."""
    text, part = quote.revision.text, sent.get("part", "")
    spans = selected(sent, text)
    if spans and part in ("source", "cue"):
        found: dict[str, Span | None] = {part: _one(spans)}
    else:
        found = {name: typed(sent, text, name, spans_of(quote)) for name in ("source", "cue")}
    amending.set_written(quote, **found)
    quote.full_clean()
    quote.save()
    told = {"source": quote.source_text or "–", "cue": quote.cue_text or "–"}
    return _("As written: source “%(source)s”, cue “%(cue)s”.") % told


def relay(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Add a relay, or change the one named in ``relay``: its words, its ``relay-kind``, its ``actors``."""
    text = quote.revision.text
    chosen = selected(sent, text)
    span = _one(chosen) if chosen else typed(sent, text, "words", spans_of(quote))
    if span is None:
        raise ValidationError(_("Say with which words the article names who stands between."))
    held = _relay(quote, sent) if sent.get("relay") else None
    actors = amending.named_actors(sent.get("actors", ""))
    amending.set_relay(quote, held, span, sent.get("relay-kind", ""), actors)
    return _("Relay: “%s”.") % text[span.start : span.end]


def cut_relay(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Take the ``relay`` away."""
    held = _relay(quote, sent)
    held.delete()
    return _("Relay taken away: “%s”.") % held.text


def tie(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:
    """Tie it to the ``claim`` with that key."""
    claim = _row(Claim, sent.get("claim", ""), _("Choose a claim from the list."))
    require_for(by, claim)
    tying.tie(quote, claim, sent.get("stance") or Assertion.Stance.ASSERTS)
    return _("Tied to: %s") % claim


def new_claim(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:  # noqa: ARG001
    """Write a claim down with this ``statement`` and tie it."""
    claim = tying.new_claim(sent.get("statement", ""), sent.get("another", ""))
    tying.tie(quote, claim, sent.get("stance") or Assertion.Stance.ASSERTS)
    return _("New claim, a draft: %s") % claim


def stance(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:
    """Set how it stands to the ``claim``."""
    assertion = _own_tie(quote, sent, by)
    tying.set_stance(assertion, sent.get("stance", ""))
    return _("It %(stance)s: %(claim)s") % {"stance": assertion.get_stance_display(), "claim": assertion.claim}


def untie(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:
    """Cut the tie to the ``claim``."""
    assertion = _own_tie(quote, sent, by)
    assertion.delete()
    return _("No longer tied to: %s") % assertion.claim


def publish(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> str:
    """Publish the ``claim``, if it still reads as it did when the page was made."""
    seen = _tie(quote, sent).claim
    claim = Claim.objects.select_for_update().get(pk=seen.pk)
    if sent.get("claim-token") != claim_token(claim):
        raise ValidationError(_("The claim was changed meanwhile. It now reads: %s") % claim)
    if claim.status == Claim.Status.PUBLISHED:
        raise ValidationError(_("It is published already."))
    publishing.publish(claim, by=by)
    return _("Published: %s") % claim


def claim_token(claim: Claim) -> str:
    """Give what tells one state of a claim from another: its words, and the rating that publishing it approves."""
    review = newest_review(claim)
    return hashed(claim.pk, claim.status, claim.statement, review and review.pk)


VERBS = {
    "confirm": Verb(confirm, decides=True),
    "reject": Verb(reject, decides=True),
    "kind": Verb(kind, amends=True),
    "speaker": Verb(speaker, amends=True),
    "new-speaker": Verb(new_speaker, amends=True),
    "passages": Verb(passages, amends=True),
    "written": Verb(written, amends=True),
    "relay": Verb(relay, amends=True),
    "cut-relay": Verb(cut_relay, amends=True),
    "tie": Verb(tie),
    "new-claim": Verb(new_claim),
    "stance": Verb(stance),
    "untie": Verb(untie),
    "publish": Verb(publish, lasts=True),
}


def spans_of(quote: Quote) -> list[Span]:
    """Give where its passages stand."""
    return [Span(passage.start, passage.end) for passage in quote.passages.all()]


def _one(spans: list[Span]) -> Span:
    if len(spans) != 1:
        raise ValidationError(_("Select words of one paragraph."))
    return spans[0]


def _row(model: type[Row], key: str, missing: str) -> Row:
    found = model._default_manager.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    if found is None:
        raise ValidationError(missing)
    return found


def _relay(quote: Quote, sent: QueryDict) -> Relay:
    for held in quote.relays.all():
        if str(held.pk) == sent.get("relay"):
            return held
    raise ValidationError(_("This relay is gone. Load the page again."))


def _tie(quote: Quote, sent: QueryDict) -> Assertion:
    for assertion in quote.assertions.all():
        if str(assertion.claim_id) == sent.get("claim"):
            return assertion
    raise ValidationError(_("It is not tied to this claim. Load the page again."))


def _own_tie(quote: Quote, sent: QueryDict, by: AbstractBaseUser) -> Assertion:
    """Give the tie, if it is the user's to change and readers don't see it."""
    assertion = _tie(quote, sent)
    require_for(by, assertion.claim)
    if quote.state == Quote.State.CONFIRMED:
        refuse_what_is_read(Claim.objects.filter(pk=assertion.claim_id))
    return assertion
