"""An article's body: its headings, questions, answers, captions and notices, and the sections they make.

A heading is a title of at most 14 words with text under it. Two in a row are heading and subheading; three
and more are a list or a poem and no headings.

A section of questions begins at a heading directly over a question, if two or more questions have answers or
the heading says so ("FAQ", "Questions and answers"), or, with no heading, at a paragraph that begins "Q:". It
goes on to the next heading that does not itself answer a question. Elsewhere a short question over text is a
heading like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading import shapes
from articles.vocabulary import ParagraphKind, SectionKind

_MOST_HEADINGS_IN_A_ROW = 2
_MAY_ANSWER = (ParagraphKind.BODY, ParagraphKind.HEADING)  # a short answer looks like a heading


@dataclass(frozen=True)
class Opening:
    """Where a section begins: the index of its first paragraph."""

    at: int
    kind: SectionKind
    heading: str = ""


def read_body(texts: Sequence[str]) -> tuple[list[ParagraphKind], list[Opening]]:
    """Return the kind of each paragraph of the body, and where sections begin, in order."""
    kinds = [_shape(text) for text in texts]  # headings and questions are candidates until judged
    openings: list[Opening] = []
    at = 0
    while at < len(texts):
        if end := _end_of_questions(texts, kinds, at):
            headed = kinds[at] == ParagraphKind.HEADING
            openings.append(Opening(at, SectionKind.QUESTIONS, shapes.title_text(texts[at]) if headed else ""))
            kinds[at + headed : end] = _as_answers(kinds[at + headed : end])
        elif kinds[at] in (ParagraphKind.HEADING, ParagraphKind.QUESTION):
            end = _end_of_headings(texts, kinds, at)
            if _are_headings(texts[at:end], kinds[end : end + 1]):
                kinds[at:end] = [ParagraphKind.HEADING] * (end - at)
                openings += [Opening(each, SectionKind.BODY, shapes.title_text(texts[each])) for each in range(at, end)]
            else:
                kinds[at:end] = [ParagraphKind.BODY] * (end - at)
        else:
            end = at + 1
        at = end
    return kinds, openings


def _shape(text: str) -> ParagraphKind:
    if shapes.is_notice(text):
        return ParagraphKind.NOTICE
    if shapes.is_placeholder(text):
        return ParagraphKind.PLACEHOLDER
    if shapes.is_caption(text):
        return ParagraphKind.CAPTION
    if shapes.is_question(text):
        return ParagraphKind.QUESTION
    return ParagraphKind.HEADING if shapes.is_heading(text) else ParagraphKind.BODY


def _end_of_questions(texts: Sequence[str], kinds: Sequence[ParagraphKind], at: int) -> int:
    """Return where the section of questions that begins at ``at`` ends; 0 when none begins there."""
    headed = kinds[at] == ParagraphKind.HEADING
    if not headed and not (shapes.has_question_label(texts[at]) and _is_answered(kinds, at)):
        return 0
    first = at + headed
    if kinds[first : first + 1] != [ParagraphKind.QUESTION]:
        return 0
    end = first
    while end < len(kinds) and (kinds[end] != ParagraphKind.HEADING or kinds[end - 1] == ParagraphKind.QUESTION):
        end += 1
    answered = sum(_is_answered(kinds, each) for each in range(first, end))
    said_so = shapes.has_question_label(texts[first]) or shapes.names_questions(texts[at])
    return end if answered >= 2 or (answered and said_so) else 0


def _is_answered(kinds: Sequence[ParagraphKind], at: int) -> bool:
    return kinds[at] == ParagraphKind.QUESTION and at + 1 < len(kinds) and kinds[at + 1] in _MAY_ANSWER


def _as_answers(kinds: Sequence[ParagraphKind]) -> list[ParagraphKind]:
    return [ParagraphKind.ANSWER if kind in _MAY_ANSWER else kind for kind in kinds]


def _end_of_headings(texts: Sequence[str], kinds: Sequence[ParagraphKind], at: int) -> int:
    """Return the end of the run of titles that begins at ``at``; it stops before a section of questions."""
    end = at + 1
    while (
        end < len(kinds)
        and kinds[end] in (ParagraphKind.HEADING, ParagraphKind.QUESTION)
        and not _end_of_questions(texts, kinds, end)
    ):
        end += 1
    return end


def _are_headings(titles: Sequence[str], following: Sequence[ParagraphKind]) -> bool:
    return (
        len(titles) <= _MOST_HEADINGS_IN_A_ROW
        and all(map(shapes.is_heading, titles))
        and bool(following)
        and following[0] in (ParagraphKind.BODY, ParagraphKind.CAPTION, ParagraphKind.HEADING)
    )
