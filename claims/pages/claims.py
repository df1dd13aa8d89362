"""The list of claims, with the search, and the page of one claim."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import addresses, public
from claims.embedding import card
from claims.finding.counting import count
from claims.finding.first import LOOKED_AT
from claims.finding.ordering import By
from claims.finding.suggesting import near_claims
from claims.finding.words import Found, Marked, marked, marked_passages, marks_of
from claims.keeping import kept_while_claim_stays, kept_while_lists_stay
from claims.models import Claim, Correction, Evidence, Rating
from claims.pages import gone
from claims.pages.choosing import chosen_claims
from claims.pages.entries import Entry, entries, entries_of
from claims.pages.replies import replies_on
from claims.pages.tellings import Telling, tellings_of, with_all_parts
from claims.pages.withdrawals import withdrawals_of
from claims.pages.wordings import wordings_of
from newsroom.paging import NoSuchPageError, page_of_ids

ACTORS_FOUND = 5
TELLINGS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Listed:
    """One claim of the list: its entry, and where the words of the search stand in it."""

    entry: Entry
    statement: Marked  # empty: none of the words stand there
    passage: Marked  # of a quotation, where the statement holds none


@require_safe
@kept_while_lists_stay
def claim_list(request: HttpRequest) -> HttpResponse:
    """Show the published claims: what a search finds, narrowed by what readers choose, in the order they choose."""
    return render(request, "pages/claims.html", found_claims(request))


def found_claims(request: HttpRequest) -> dict[str, Any]:
    """Give all that a list of claims shows: what ``request`` asks for, and what it could be narrowed to."""
    chosen = chosen_claims(request, found_first=By.RELEVANCE)
    page = page_of_ids(chosen.claims, chosen.order, request.GET)
    context = {
        "chosen": chosen,
        "heading": chosen.heading,
        "asked": chosen.asked,
        "page": page,
        "listed": _listed(page.rows, chosen.found),
        "counted": count(chosen.first_without, chosen.narrowing),
        "orders": [by for by in By if chosen.asked or by != By.RELEVANCE],
        "ranked": LOOKED_AT,
        "actors": list(chosen.actors[:ACTORS_FOUND]) if chosen.found and chosen.found.keys else [],
    }
    if chosen.asked and not page.rows:
        context["near"] = near_claims(chosen.asked)
    return context


def _listed(claims: list[int], found: Found | None) -> list[Listed]:
    """Give each claim as the list shows it, what was found in it marked. One query, two for a search."""
    if not found:
        return [Listed(entry, [], []) for entry, _marks in entries_of(claims)]
    marks, values = marks_of(found)
    statements = [(entry, marked(entry.claim.statement, one)) for entry, one in entries_of(claims, marks, values)]
    others = [entry.claim for entry, statement in statements if not statement]
    passages = marked_passages(others, found) if others else {}
    return [
        Listed(entry, _as_heading(statement, entry), passages.get(entry.claim.pk, []))
        for entry, statement in statements
    ]


def _as_heading(marked: Marked, entry: Entry) -> Marked:
    """Take the full stop that a heading leaves out off a marked statement."""
    left_out = len(entry.claim.statement) - len(entry.heading)
    if not marked or not left_out or len(marked[-1][0]) < left_out:
        return marked
    text, is_found = marked[-1]
    return [*marked[:-1], (text[:-left_out], is_found)]


@require_safe
@kept_while_claim_stays
def claim_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one claim: who said it, how and where, how it was rated and why."""
    claim = public.claims().filter(slug=slug).first()
    if claim is None:
        return gone.answer_for_claim(request, slug)
    in_order = public.tellings().filter(claim=claim).order_by(public.ASSERTING_FIRST, *public.IN_ORDER_OF_TIME)
    # Page numbers will do here: the tellings of one claim are counted fast, and never very many.
    try:
        page = Paginator(with_all_parts(in_order), TELLINGS_ON_A_PAGE).page(request.GET.get("page") or 1)
    except InvalidPage:
        raise NoSuchPageError from None
    tellings = tellings_of(list(page))
    said = [telling for telling in tellings if telling.asserts]
    entry = entries([claim])[0]
    notes = list(public.notes_on(claim))
    context = {
        "entry": entry,
        "articles": [telling.article for telling in said],
        "address": addresses.page_of(request, claim),
        "frame": card(request, entry)["html"],
        "page": page,
        "said": said,
        "wordings": wordings_of(_with_first(said, entry)),
        "disputed": [telling for telling in tellings if not telling.asserts],
        "reviews": public.reviews().filter(claim=claim).select_related("rating", "reviewer"),
        "reviews_before": public.reviews_before_merging(claim).select_related("claim", "rating", "reviewer"),
        "scale": Rating.objects.all(),
        "evidence": _evidence(claim),
        "replies": replies_on(claim),
        "corrections": [note for note in notes if note.kind == Correction.Kind.CORRECTION],
        "small_fixes": [note for note in notes if note.kind == Correction.Kind.SMALL_FIX],
        "withdrawals": withdrawals_of(claim),
        "about": public.subjects_of(claim),
        "topics": public.topics_of(claim),
    }
    return render(request, "pages/claim.html", context)


def _with_first(said: list[Telling], entry: Entry) -> list[Telling]:
    """Give what asserts the claim on this page, after the first telling of all, which may stand on an earlier one."""
    if not said or entry.first is None or entry.first.pk == said[0].assertion.pk:
        return said
    return [Telling(entry.first, []), *said]


def _evidence(claim: Claim) -> list[Evidence]:
    """Give the evidence for ``claim``, against it, and its context; the quotations it names only if public."""
    quotes = public.quotes().whole().defer("revision__text")
    named = public.evidence().filter(claim=claim).select_related("publisher").order_by("pk")
    order = list(Evidence.Bearing)
    return sorted(
        named.prefetch_related(Prefetch("quote", quotes)),
        key=lambda item: order.index(Evidence.Bearing(item.bearing)),
    )
