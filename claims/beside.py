"""What readers see beside a public claim's statement and quotations that doesn't change without a correction.

Evidence, replies, whom the claim is about, and how its quotations are attributed. What is only added needs none, but
for a relay: that somebody stands between changes what was told of the speaker.
"""

from collections.abc import Collection, Mapping

from claims.models import Assertion, ClaimSubject, Evidence, Quote, Reply

Beside = Mapping[tuple[str, int], tuple[str, ...]]
"""By kind and key, what is said there."""

OF_EVIDENCE = ("bearing", "title", "source", "publisher_id", "interests", "link", "summary", "quote_id")
OF_REPLIES = ("actor_id", "asked_at", "asked_how", "deadline", "answered_at", "answer", "waived_reason")
IS_DIRECT = "–"  # said of a quotation without relays, so that one is not only added


def beside(claims: Collection[int]) -> dict[int, dict[tuple[str, int], tuple[str, ...]]]:
    """Return what readers see beside each of ``claims`` (keys). Five queries."""
    found: dict[int, dict[tuple[str, int], tuple[str, ...]]] = {claim: {} for claim in claims}
    for item in Evidence.objects.filter(claim__in=claims):
        found[item.claim_id]["evidence", item.pk] = _values(item, OF_EVIDENCE)
    for reply in Reply.objects.filter(claim__in=claims):
        found[reply.claim_id]["reply", reply.pk] = _values(reply, OF_REPLIES)
    for subject in ClaimSubject.objects.filter(claim__in=claims):
        found[subject.claim_id]["subject", subject.pk] = (str(subject.actor_id),)
    ties = Assertion.objects.filter(claim__in=claims, quote__in=Quote.objects.confirmed()).select_related("quote")
    for tie in ties.prefetch_related("quote__relays__relayactor_set"):
        found[tie.claim_id]["attribution", tie.quote_id] = (
            *(tie.quote.source_text, tie.quote.cue_text),
            _relays(tie.quote),
        )
    return found


def has_changed(before: Beside, now: Beside) -> bool:
    """Tell whether something says otherwise now, or is gone."""
    return any(
        said and said != says
        for key, words in before.items()
        for said, says in zip(words, now.get(key, ("",) * len(words)), strict=True)
    )


def _values(row: object, fields: Collection[str]) -> tuple[str, ...]:
    values = (getattr(row, field) for field in fields)
    return tuple("" if value is None else str(value) for value in values)


def _relays(quote: Quote) -> str:
    relays = [
        (relay.kind, relay.text, sorted(named.actor_id for named in relay.relayactor_set.all()))
        for relay in quote.relays.all()
    ]
    return str(relays) if relays else IS_DIRECT
