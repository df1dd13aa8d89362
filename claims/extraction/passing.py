"""Who passed on words that somebody else spoke: “It leaks,” Berg said, according to The Harbour Post."""

from collections.abc import Sequence

from claims.extraction import words
from claims.extraction.lexicon import Form
from claims.extraction.names import Mention
from claims.extraction.phrases import Phrase, phrase_after
from claims.extraction.relays import Relay, told_outlet
from claims.extraction.sentences import Sentence
from claims.extraction.statements import Statement
from claims.extraction.words import listed
from claims.vocabulary import RelayKind

_DOCUMENTS = listed(
    "transcript transcripts recording recordings audio video footage tape document documents email emails report "
    "statement letter memo article filing filings affidavit testimony records notes book release minutes post"
)


def attributes_twice(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Tell whether a sentence names a second source behind a quotation: ", according to …", ", The Post reported"."""
    quoting = _quoting(statements)
    if quoting is None:
        return False
    return _reporter(quoting, statements) is not None or _according(sentence, quoting) is not None


def passed_on(sentence: Sentence, statements: Sequence[Statement], mentions: list[Mention]) -> Relay | None:
    """Return that second source as a relay, if it is an outlet or a document: ", according to a transcript"."""
    quoting = _quoting(statements)
    if quoting is None:
        return None
    reporter, according = _reporter(quoting, statements), _according(sentence, quoting)
    source = reporter.speaker if reporter else phrase_after(sentence, according + 2, long=True) if according else None
    if source is None:
        return None
    return told_outlet(source, mentions) or _document(sentence, source, mentions)


def _quoting(statements: Sequence[Statement]) -> Statement | None:
    return next((s for s in statements if s.contents and s.cue.form is not Form.PHRASE), None)


def _reporter(quoting: Statement, statements: Sequence[Statement]) -> Statement | None:
    return next((s for s in statements if not s.contents and s.cue.first > quoting.cue.first), None)


def _according(sentence: Sentence, quoting: Statement) -> int | None:
    return next((at for at in range(quoting.cue.last, len(sentence)) if sentence[at].lower == "according"), None)


def _document(sentence: Sentence, source: Phrase, mentions: list[Mention]) -> Relay | None:
    """Return the relay in "a transcript of the hearing", "emails from the ministry"."""
    ends = (at for at in range(source.first + 1, source.last) if sentence[at].lower in words.PREPOSITIONS)
    head = sentence[next(ends, source.last) - 1]
    if head.lower not in _DOCUMENTS:
        return None
    inside = tuple(mention for mention in mentions if source.first <= mention.first and mention.last <= source.last)
    return Relay(source, RelayKind.STATEMENT, inside)
