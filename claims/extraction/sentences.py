"""Words and sentences of a paragraph as the narrator writes them: a quoted run counts as one word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.marks import Run
from claims.extraction.words import CONJUNCTIONS, DETERMINERS, OPENERS, PERSONAL, PREPOSITIONS, SUBORDINATORS

_TITLES = "Mr Mrs Ms Messrs Dr Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Maj Adm Cmdr Prof Rev Hon Pres St Mt"
_OTHERS = "Jr Sr No vs Inc Corp Co Ltd Bros Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Fla Calif Mass Va Pa Pvt"
_SHORT = "|".join(sorted({*_TITLES.split(), *_OTHERS.split()}, key=len, reverse=True))
TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\b(?:{_SHORT})\.|\b[A-Z]\.(?=\s+[A-Z])"
    r"|\w+(?:[-'’/&@]\w+|[.,]\d+)*|\.\.\.|--+|[^\w\s]"
)
_NEVER_LAST = frozenset(f"{title}.".lower() for title in _TITLES.split())
_CLOSED = DETERMINERS | PERSONAL | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | OPENERS
_LAST_SIGNS = frozenset({".", "?", "!", "...", "…", "<.>", "<?>"})
LONGEST = 200
_DATELINE = 14  # tokens: a dateline is no longer
DASHES = frozenset({"—", "–", "―", "‒", "−", "--", "---", "-"})


@dataclass(slots=True)  # never changed; frozen would take three times as long to make
class Token:
    """A word, a punctuation mark or a whole quoted run (then ``run`` is set). Offsets end exclusive."""

    start: int
    end: int
    text: str
    lower: str
    run: Run | None = None

    @property
    def is_capital(self) -> bool:
        """Whether it is a word with a capital first letter."""
        return self.run is None and self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, and no quoted run."""
        return self.run is None and self.text[0].isalnum()

    @property
    def ends_with_comma(self) -> bool:
        """Whether a comma stands here, also as the last sign inside a quoted run."""
        return self.lower == "," or (self.run is not None and self.lower == "<,>")

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, question or exclamation mark stands here, also inside the marks."""
        return self.lower in _LAST_SIGNS

    @property
    def possessive(self) -> bool:
        """Whether it is a word in the possessive: "Trump's", "voters'"."""
        return self.run is None and self.lower.endswith(("'s", "’s", "s'", "s’"))


Sentence = Sequence[Token]


def names_work(sentence: Sentence, at: int) -> bool:
    """Tell whether a quoted run is the name of a programme, book or song: capitals, "on" or "NBC's" before it."""
    token, before = sentence[at], sentence[at - 1] if at else None
    if token.run is None or before is None or token.lower not in {"<>", "<,>", "<.>"}:
        return False
    long = [word for word in re.findall(r"\w+", token.text) if len(word) > 3]
    capitals = bool(long) and all(word[0].isupper() or word[0].isdigit() for word in long)
    return capitals and (
        before.possessive or before.lower in PREPOSITIONS | {"show", "book", "film", "song", "program", "told", "tells"}
    )


def tokens_of(text: str, start: int, end: int, runs: Sequence[Run]) -> list[Token]:
    """Return the tokens of the paragraph ``text[start:end]``, each quoted run as one token."""
    tokens: list[Token] = []
    at = start
    for run in runs:
        tokens.extend(_words(text, at, run.start))
        tokens.append(_quote(text, run))
        at = run.end
    tokens.extend(_words(text, at, end))
    return tokens


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        yield Token(match.start(), match.end(), word, word.lower())


def _quote(text: str, run: Run) -> Token:
    last = text[run.inner_start : run.inner_end].rstrip()[-1]
    sign = {",": "<,>", ".": "<.>", "…": "<.>", "?": "<?>", "!": "<?>", "—": "<,>", "-": "<,>"}.get(last, "<>")
    return Token(run.start, run.end, text[run.start : run.end], sign, run)


def sentences_of(tokens: Sequence[Token]) -> list[Sentence]:
    """Return the tokens cut into sentences. A quoted run never breaks inside; an abbreviation's stop ends none.

    A sentence is cut at ``LONGEST`` tokens: what reads it may look at each token from each other one.
    """
    sentences: list[Sentence] = []
    first = 0
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        closes = token.lower in {")", "]"} and index > first and tokens[index - 1].ends_sentence
        ends = after is not None and (_breaks(token, after) or (closes and after.is_capital))
        if after is not None and (ends or index - first >= LONGEST):
            sentences.append(tokens[first : index + 1])
            first = index + 1
    if first < len(tokens):
        sentences.append(tokens[first:])
    return sentences


def after_dateline(sentence: Sentence) -> int:
    """Return where the sentence begins behind a dateline: "ALBY, Norway (AP) — The mayor"; 0 if it has none."""
    dash = next((at for at, token in enumerate(sentence[:_DATELINE]) if token.lower in DASHES), 0)
    if not dash or len(sentence) < dash + 4 or not sentence[0].is_capital:
        return 0
    after, before = sentence[dash + 1], sentence[:dash]
    signs = {",", ".", "(", ")", "/"}
    names = all(token.is_capital or token.lower in signs or token.text.isdigit() for token in before)
    shouts = any(token.is_word and token.text.isupper() and len(token.text) > 1 for token in before)
    return dash + 1 if names and shouts and (after.is_capital or after.run is not None) else 0


def _breaks(token: Token, after: Token) -> bool:
    if token.ends_sentence:
        starts = after.run is not None or after.is_capital or (after.is_word and after.text[0].isdigit())
        if token.run is not None:
            return starts
        return (starts or after.lower in {"(", "["}) and after.start > token.end
    if token.run is None and token.lower.endswith(".") and token.lower not in _NEVER_LAST:
        return after.is_capital and after.lower in _CLOSED and after.lower != "the"
    return False
