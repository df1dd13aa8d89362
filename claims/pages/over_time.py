"""How the claims on an actor's page lie in time, by rating: the rows of a plot, and of the table behind it.

A plot of selected claims is no measure of anybody's truthfulness: the page says so beside it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.db.models import Min, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Actor
from claims import public
from claims.models import Assertion, Quote, Rating
from claims.pages.entries import not_checked
from claims.public import RatingRead

MOST = 1000  # of the newest quotations or claims: what a page costs doesn't grow with the years
FEWEST_CLAIMS = 2  # one dot is no plot
MOST_PERIODS = 15
STEPS = (1, 3, 12, 60, 120, 600, 1200, 12000)  # months: the first that gives no more periods than that

NOT_CHECKED, IN_OTHER_WORDS = RatingRead(None, False), RatingRead(None, True)

# In units of the picture; a phone shows it a little smaller than that, a desk a little larger.
WIDTH, LEFT, RIGHT, ROW, TOP, SMALLEST, LARGEST = 360, 112, 348, 22, 14, 2, 8


@dataclass(frozen=True)
class Dot:
    """The claims of one rating in one period."""

    period: str
    rating: str
    times: int
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Row:
    """One rating of the scale."""

    rating: str
    y: int
    dots: Sequence[Dot]


@dataclass(frozen=True)
class Plot:
    """The rows from true to not checked; the periods from left to right."""

    rows: Sequence[Row]
    first: str  # the first period
    last: str
    times: int  # claims in it
    is_cut: bool  # whether there are older ones that aren't in it
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def height(self) -> int:
        """With the line of periods below."""
        return TOP + ROW * len(self.rows) + 14

    @property
    def dots(self) -> list[Dot]:
        """All dots by time, those of one time from true to not checked."""
        return sorted((dot for row in self.rows for dot in row.dots), key=lambda dot: (dot.x, dot.y))

    @property
    def in_words(self) -> str:
        """What it shows, in one sentence."""
        counts = ", ".join(f"{row.rating} {sum(dot.times for dot in row.dots)}" for row in self.rows if row.dots)
        period = self.first if self.first == self.last else _("%(first)s to %(last)s") % vars(self)
        claims = ngettext("%(n)s claim", "%(n)s claims", self.times) % {"n": self.times}
        return f"{claims}, {period}: {counts}"


def said_over_time(actor: Actor) -> Plot | None:
    """Give the plot of the public claims that ``actor`` asserts, each where it did so first. Four queries."""
    # Any of its quotations, so that 100,000 aren't asked one by one whether they are public; the tellings are.
    newest = Quote.objects.filter(speaker=actor).order_by("-pk").values_list("pk", flat=True)
    quotes = list(newest[: MOST + 1])
    return _over_time(Q(quote__in=quotes[:MOST]), is_cut=len(quotes) > MOST)


def about_over_time(actor: Actor) -> Plot | None:
    """Give the plot of the public claims about ``actor``, each where anybody told it first. Four queries."""
    newest = public.claims().filter(about=actor).order_by("-pk").values_list("pk", flat=True)
    claims = list(newest[: MOST + 1])
    return _over_time(Q(claim__in=claims[:MOST]), is_cut=len(claims) > MOST)


def _over_time(which: Q, *, is_cut: bool) -> Plot | None:
    """Give the plot; None where fewer than ``FEWEST_CLAIMS`` were told on a known day."""
    asserting = public.tellings().filter(which, stance=Assertion.Stance.ASSERTS)
    dated = asserting.filter(quote__revision__article__published_on__isnull=False).order_by()
    days = dict(dated.values_list("claim").annotate(on=Min("quote__revision__article__published_on")))
    if len(days) < FEWEST_CLAIMS:
        return None
    return _plot(days, public.ratings_read(days), is_cut=is_cut)


def _plot(days: dict[int, date], ratings: dict[int, RatingRead], *, is_cut: bool) -> Plot:
    months = {claim: day.year * 12 + day.month - 1 for claim, day in days.items()}
    earliest, latest = min(months.values()), max(months.values())
    step = next((step for step in STEPS if latest // step - earliest // step < MOST_PERIODS), STEPS[-1])
    counts = Counter((ratings.get(claim, NOT_CHECKED), month // step) for claim, month in months.items())
    periods = range(earliest // step, latest // step + 1)
    most = max(counts.values())
    names = [(RatingRead(rating.pk, False), rating.label) for rating in Rating.objects.all()]
    names.append((NOT_CHECKED, not_checked()))
    if IN_OTHER_WORDS in ratings.values():
        names.append((IN_OTHER_WORDS, not_checked(in_other_words=True)))
    rows = []
    for place, (rating, name) in enumerate(names):
        y = TOP + ROW * place
        dots = [
            Dot(_period(period, step), name, times, _across(period, periods), y, _radius(times, most))
            for period in periods
            if (times := counts[rating, period])
        ]
        rows.append(Row(name, y, dots))
    return Plot(rows, _period(periods[0], step), _period(periods[-1], step), len(days), is_cut)


def _across(period: int, periods: range) -> int:
    inner = RIGHT - LEFT - 2 * LARGEST
    return LEFT + LARGEST + round(inner * (period - periods[0]) / max(len(periods) - 1, 1))


def _radius(times: int, most: int) -> int:
    """Give a dot an area that grows with ``times``."""
    return max(SMALLEST, round(LARGEST * sqrt(times / most)))


def _period(number: int, step: int) -> str:
    """Name the period that is ``number`` steps of so many months from the year 0."""
    first, last = number * step, number * step + step - 1
    if step >= 12:
        return str(first // 12) if step == 12 else f"{first // 12}–{last // 12}"
    begins = date(first // 12, first % 12 + 1, 1)
    if step == 1:
        return date_format(begins, "M Y")
    return f"{date_format(begins, 'M')}–{date_format(date(last // 12, last % 12 + 1, 1), 'M Y')}"
