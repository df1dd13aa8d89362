"""A sentence in the pieces a parser was trained on: "Trump's" is two, "long-term" three, a quoted run one."""

import re
from collections.abc import Iterator

from claims.extraction.sentences import Sentence, Token

_PIECES = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|(?:(?!n['’]t\b)[^\W_])+|[^\w\s]|_", re.IGNORECASE)
QUOTED = "this"


def pieces_of(sentence: Sentence) -> tuple[list[str], list[bool], list[int]]:
    """Return the pieces of a sentence, whether a space follows each, and to which token each belongs."""
    words: list[str] = []
    spaces: list[bool] = []
    owners: list[int] = []
    for index, token in enumerate(sentence):
        for piece in _split(token):
            words.append(piece)
            spaces.append(False)
            owners.append(index)
        following = sentence[index + 1].start if index + 1 < len(sentence) else token.end
        spaces[-1] = following > token.end
    return words, spaces, owners


def _split(token: Token) -> Iterator[str]:
    if token.run is not None:
        yield QUOTED
        if token.lower in {"<,>", "<?>", "<.>"}:
            yield ","
    elif token.text.isalpha() or len(token.text) == 1:
        yield token.text.replace("’", "'")
    elif "." in token.text or token.text[0].isdigit() or not token.text[0].isalpha():
        yield token.text
    else:
        for match in _PIECES.finditer(token.text):
            yield match.group().replace("’", "'")
