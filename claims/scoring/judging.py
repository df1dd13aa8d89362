"""Judging what was proposed for an article against what one person marked in it. The protocol is PolNeAR's scorer's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.scoring.attributions import Attribution, Proposed
from claims.scoring.measured import MeasuredText
from claims.scoring.stretches import Stretches, shared
from claims.scoring.words import SAYING

SAME_RUN = 0.8  # of the longer of two quoted pieces that both share
SAME_CONTENT = 0.5  # of all letters of two contents that both share


class Count(StrEnum):
    """What is counted over an article."""

    PIECES_MARKED = "pieces marked"  # quoted runs, or parts of them, inside marked content
    PIECES_PROPOSED = "pieces proposed"
    PIECES_FOUND = "pieces found"
    PIECES_WITH_SPEAKER = "pieces with the right speaker"
    MARKED = "marked"
    PROPOSED = "proposed"
    FOUND = "found"
    FOUND_WITH_SOURCE = "found with the right source"
    SPEECH_MARKED = "speech marked"  # its cue holds a verb of saying
    SPEECH_FOUND = "speech found"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The counts of an article; for each quoted piece and each attribution found: how sure, and its speaker right."""

    counts: Counter[Count]
    pieces: list[tuple[float, bool]]
    found: list[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of one attribution stands in one quoted run."""

    stretches: Stretches
    of: int  # which attribution


def judge(text: MeasuredText, marked: Sequence[Attribution], proposals: Sequence[Proposed]) -> Judgement:
    """Compare the proposals with what was marked; pairs are one-to-one, those that share most first."""
    counts: Counter[Count] = Counter()
    pieces = _judge_pieces(text, marked, proposals, counts)
    found = _judge_attributions(text, marked, proposals, counts)
    return Judgement(counts, pieces, found)


def _judge_pieces(
    text: MeasuredText, marked: Sequence[Attribution], proposals: Sequence[Proposed], counts: Counter[Count]
) -> list[tuple[float, bool]]:
    wanted, given = _pieces(text, marked), _pieces(text, proposals)
    given = list({piece.stretches: piece for piece in reversed(given)}.values())  # the same piece twice counts once
    unquoted = sum(proposal.direct and not text.quoted(proposal.content) for proposal in proposals)
    pairs = _best_pairs(
        (share, i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(given)
        if (share := _share_of_longer(text, one.stretches, other.stretches)) >= SAME_RUN
    )
    judged = []
    for i, j in pairs:
        one, other = marked[wanted[i].of], proposals[given[j].of]
        judged.append((other.confidence, _same_speaker(text, one.source, other.source)))
    counts[Count.PIECES_MARKED] += len(wanted)
    counts[Count.PIECES_PROPOSED] += len(given) + unquoted
    counts[Count.PIECES_FOUND] += len(pairs)
    counts[Count.PIECES_WITH_SPEAKER] += sum(right for _, right in judged)
    return judged


def _judge_attributions(
    text: MeasuredText, marked: Sequence[Attribution], proposals: Sequence[Proposed], counts: Counter[Count]
) -> list[tuple[float, bool]]:
    pairs = _best_pairs(
        (share, i, j)
        for i, one in enumerate(marked)
        for j, other in enumerate(proposals)
        if (share := _share_of_both(text, one.content, other.content)) >= SAME_CONTENT
    )
    judged = [(proposals[j].confidence, _same_source(text, marked[i].source, proposals[j].source)) for i, j in pairs]
    speech = {i for i, one in enumerate(marked) if SAYING.intersection(text.words(one.cue).values())}
    counts[Count.MARKED] += len(marked)
    counts[Count.PROPOSED] += len(proposals)
    counts[Count.FOUND] += len(pairs)
    counts[Count.FOUND_WITH_SOURCE] += sum(right for _, right in judged)
    counts[Count.SPEECH_MARKED] += len(speech)
    counts[Count.SPEECH_FOUND] += sum(i in speech for i, _ in pairs)
    return judged


def _pieces(text: MeasuredText, attributions: Sequence[Attribution]) -> list[_Piece]:
    return [
        _Piece(stretches, number)
        for number, attribution in enumerate(attributions)
        for run in text.runs
        if text.size(stretches := shared([run], attribution.content))
    ]


def _share_of_longer(text: MeasuredText, one: Stretches, other: Stretches) -> float:
    if one[-1].end <= other[0].start or other[-1].end <= one[0].start:
        return 0.0
    return text.size(shared(one, other)) / max(text.size(one), text.size(other))


def _share_of_both(text: MeasuredText, one: Stretches, other: Stretches) -> float:
    """Return the Jaccard index: letters in both, over letters in either."""
    common = text.size(shared(one, other))
    return common / (text.size(one) + text.size(other) - common) if common else 0.0


def _best_pairs(candidates: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pair one-to-one, the highest share first, among equals the earliest."""
    ones: set[int] = set()
    others: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates, key=lambda candidate: (-candidate[0], *candidate[1:])):
        if i not in ones and j not in others:
            ones.add(i)
            others.add(j)
            pairs.append((i, j))
    return pairs


def _same_speaker(text: MeasuredText, marked: Stretches, given: Stretches) -> bool:
    """Tell whether the speakers share a word that tells who it is, or neither has one."""
    if not marked or not given:
        return not marked and not given
    return bool(text.telling_words(marked).intersection(text.words(given)))


def _same_source(text: MeasuredText, marked: Stretches, given: Stretches) -> bool:
    """Tell whether the sources share a character that is no space, or neither has one."""
    if not marked or not given:
        return not marked and not given
    return any(text.text[span.start : span.end].strip() for span in shared(marked, given))
