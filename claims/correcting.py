"""What readers have read changes only with a note: a correction, or a small fix of spelling."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.models import Article
from claims import public
from claims.beside import Beside, beside, has_changed
from claims.models import Assertion, Claim, Correction, LetPass, Quote, Rating
from claims.small_fixes import why_not_small
from newsroom.blanks import trimmed

Quoted = tuple[str, str, int | None, tuple[str, ...]]  # stance, kind, speaker, passages


@dataclass(frozen=True)
class Shown:
    """What readers see of a public claim that doesn't change without a note."""

    statement: str
    said_where: str
    said_by: int | None  # there
    quotations: Mapping[int, Quoted]  # by key; confirmed ones only
    beside: Beside

    def is_changed_in(self, now: "Shown") -> bool:
        """Tell whether something of it was changed or taken away; what was only added needs no note."""
        kept = {key: now.quotations.get(key) for key in self.quotations}
        moved = trimmed(self.said_where) and self.said_where != now.said_where
        another = self.said_by is not None and self.said_by != now.said_by
        stays = self.statement == now.statement and not moved and not another and kept == self.quotations
        return not stays or has_changed(self.beside, now.beside)

    def why_not_small(self, now: "Shown") -> str:
        """Return why what was changed is no small fix, in plain words; "" where it is one."""
        if has_changed(self.beside, now.beside):
            return _("it changes evidence, a reply, whom the claim is about, or how a quotation is attributed")
        for key, quoted in self.quotations.items():
            other = now.quotations.get(key)
            if other is None:
                return _("it takes a quotation away")
            if quoted[:3] != other[:3]:
                return _("it changes the stance, the kind or the speaker of a quotation")
            if why := why_not_small(" … ".join(quoted[3]), " … ".join(other[3])):
                return why
        if self.said_by is not None and self.said_by != now.said_by:
            return _("it changes who said it")
        moved = why_not_small(self.said_where, now.said_where) if trimmed(self.said_where) else ""
        return why_not_small(self.statement, now.statement) or moved


def refuse_as_small(why: str) -> None:
    """Raise ``ValidationError`` where there is a reason why a change is no small fix."""
    if why:
        raise ValidationError(
            _("This is no small fix, for %(why)s. Untick “small fix” and say what was wrong and what it says now.")
            % {"why": why}
        )


def shown(claims: Iterable[int]) -> dict[int, Shown]:
    """Give what readers see of those of ``claims`` (keys) that are public. Three queries, five more if any is."""
    read = Claim.objects.public().filter(pk__in=list(claims)).only("statement", "said_where", "said_by_id")
    ties = Assertion.objects.filter(claim__in=read, quote__in=Quote.objects.confirmed())
    quotations: dict[int, dict[int, Quoted]] = {claim.pk: {} for claim in read}
    for tie in ties.select_related("quote").prefetch_related("quote__passages"):
        passages = tuple(passage.text for passage in tie.quote.passages.all())
        quotations[tie.claim_id][tie.quote_id] = (tie.stance, tie.quote.kind, tie.quote.speaker_id, passages)
    around = beside(quotations) if quotations else {}
    return {
        claim.pk: Shown(claim.statement, claim.said_where, claim.said_by_id, quotations[claim.pk], around[claim.pk])
        for claim in read
    }


def read_otherwise(claim: Claim) -> list[str]:
    """Return what a claim says otherwise than when readers last read it, as values of ``Lapse.Part``. One query.

    Its statement, where it was said and by whom, its rating, and the quotations that were shown; what was only added
    is nothing that readers read otherwise. Empty where they never read it, or can now.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_read_otherwise(%s)", [claim.pk])
        return list(cursor.fetchone()[0] or [])


def rating_last_read(claim: Claim) -> Rating | None:
    """Return the rating that readers last read of a claim that was taken back. Two queries."""
    read = LetPass.objects.filter(claim=claim).values_list("last_read__rating__0__1", flat=True).first()
    return Rating.objects.filter(pk=read).first() if read is not None else None


@transaction.atomic
def correct(
    claim: Claim,
    *,
    note: str,
    by: AbstractBaseUser | None,
    kind: Correction.Kind = Correction.Kind.CORRECTION,
    said_before: str = "",
) -> Correction:
    """Note what was changed in a claim that readers have read; ``said_before`` is its statement until now, if that was.

    Store the change itself in the same transaction. Raises ``ValidationError`` where nobody has read it or nothing
    is said.
    """
    if claim.first_published_at is None:
        raise ValidationError(_("Nobody has read this claim yet, so there is nothing to correct."))
    if not trimmed(note):
        raise ValidationError(_("Say what was wrong and what it says now; for a small fix, a word why."))
    if kind == Correction.Kind.SMALL_FIX and said_before:
        refuse_as_small(why_not_small(said_before, claim.statement))
    return Correction.objects.create(
        claim=claim,
        kind=kind,
        note=trimmed(note),
        said_before=said_before,
        says_now=claim.statement if said_before else "",
        corrected_by_id=by.pk if by else None,
    )


@transaction.atomic
def note_lost_tellings(claim: Claim, gone: Collection[Quote]) -> None:
    """Tell readers of a public claim which article no longer says what was quoted from it, since it was changed.

    What went is not repeated. Who is first on record now is told where that changed. Four queries.
    """
    ties = claim.assertions.filter(quote__in=gone).select_related("quote__revision__article")
    lost = [tie.quote.revision.article for tie in ties.order_by("quote__revision__article", "pk")]
    said = [
        _("The article “%(article)s” was changed, so what was quoted from it here was taken out.")
        % {"article": article.headline or article.file_name}
        for article in dict.fromkeys(lost)
    ]
    first = public.tellings().filter(claim=claim).order_by(public.ASSERTING_FIRST, *public.IN_ORDER_OF_TIME)
    now = first.select_related("quote__speaker", "quote__revision__article").first()
    asserted = [tie.quote.revision.article for tie in ties if tie.stance == Assertion.Stance.ASSERTS]
    if now is not None and any(_came_before(article, now.quote.revision.article) for article in asserted):
        said.append(_("The first on record here to say it is now %(speaker)s.") % {"speaker": now.quote.speaker})
    correct(claim, note=" ".join(said), by=None)


def _came_before(one: Article, other: Article) -> bool:
    """Tell whether one article comes first, as readers see them: by date, undated ones last."""
    far = date.max
    return (one.published_on or far, one.pk) <= (other.published_on or far, other.pk)


@transaction.atomic
def restate(
    claim: Claim,
    statement: str,
    *,
    note: str,
    by: AbstractBaseUser,
    kind: Correction.Kind = Correction.Kind.CORRECTION,
) -> Correction:
    """Change the statement of a claim that readers have read, with its note.

    Raises ``ValidationError`` for a statement that the models refuse, and as ``correct`` does.
    """
    before, claim.statement = claim.statement, statement
    claim.full_clean(exclude=["slug"])
    claim.save()
    return correct(claim, note=note, by=by, kind=kind, said_before=before)
