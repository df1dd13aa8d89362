"""The figures of a corpus: precision, recall and F1 from counts over its articles."""

from collections import defaultdict
from dataclasses import asdict, dataclass, field

from claims.scoring.judging import Count, Judgement


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, in percent with one decimal; 0 where there is nothing to count."""

    P: float
    R: float
    F1: float


@dataclass(slots=True)
class Figures:
    """Counts over articles. One marked by several people is judged against each, and still counts once."""

    articles: int = 0
    _counts: defaultdict[Count, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, judgements: list[Judgement]) -> None:
        """Add an article: its judgements, one for each who marked it."""
        self.articles += 1
        for judgement in judgements:
            for name, number in judgement.counts.items():
                self._counts[name] += number / len(judgements)

    @property
    def direct(self) -> Rate:
        """Quoted pieces found."""
        return self._rate(Count.PIECES_FOUND, Count.PIECES_PROPOSED, Count.PIECES_MARKED)

    @property
    def direct_with_speaker(self) -> Rate:
        """Quoted pieces found, with the right speaker."""
        return self._rate(Count.PIECES_WITH_SPEAKER, Count.PIECES_PROPOSED, Count.PIECES_MARKED)

    @property
    def attribution(self) -> Rate:
        """All attributions found, whatever the source."""
        return self._rate(Count.FOUND, Count.PROPOSED, Count.MARKED)

    @property
    def full(self) -> Rate:
        """All attributions found, with the right source."""
        return self._rate(Count.FOUND_WITH_SOURCE, Count.PROPOSED, Count.MARKED)

    @property
    def speech_recall(self) -> float:
        """Share found of the attributions whose cue holds a verb of saying, in percent."""
        return self._rate(Count.SPEECH_FOUND, Count.SPEECH_MARKED, Count.SPEECH_MARKED).R

    def as_data(self) -> dict[str, object]:
        """Return the figures as plain values, under the names that PolNeAR's scorer prints."""
        rates = ("direct", "direct_with_speaker", "attribution", "full")
        return {
            "articles": self.articles,
            **{name: asdict(getattr(self, name)) for name in rates},
            "recall_by_cue": {"speech": {"R": self.speech_recall}},
        }

    def _rate(self, right: Count, given: Count, wanted: Count) -> Rate:
        precision = self._counts[right] / self._counts[given] if self._counts[given] else 0.0
        recall = self._counts[right] / self._counts[wanted] if self._counts[wanted] else 0.0
        mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Rate(*(round(100 * share, 1) for share in (precision, recall, mean)))
