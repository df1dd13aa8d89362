"""Bytes to text: which encoding, and which files hold no text at all."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from charset_normalizer import CharsetMatch, from_bytes


class Unreadable(ValueError):  # noqa: N818 (says what the file is)
    """The file can't be read as an article; the message says why and what to do, without the file's name."""


# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)

_OTHER_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
)

# What newspapers' files come in when they are not UTF-8. The library knows a hundred more, and takes a
# short text with one accent for some of them.
_COMMON_ENCODINGS = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "mac_roman"),
    *("cp932", "euc_jp", "gb18030", "big5", "euc_kr"),
]

_MOST_LIKELY = "cp1252"  # what the web's own rule falls back to: https://encoding.spec.whatwg.org/
MOST_LINES = 100_000  # a long article has two thousand
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # as ``str.splitlines`` has them
_CONTROLS_IN_BINARY = 0.01  # more than one control character in a hundred is no text


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text of a file's bytes and the name of its encoding.

    The text lacks the byte-order mark; its line ends stay as they came. UTF-8 and byte-order marks are
    certain; any other encoding is charset-normalizer's judgement.

    Raises Unreadable when there is no text: nothing but white space, another format, binary, no encoding.
    """
    _refuse_other_formats(raw)
    text, encoding = _decode_marked(raw) or _decode_utf8(raw) or _decode_unmarked(raw)
    if not text.strip():
        raise Unreadable("The file is empty. Put the article's text in it.")
    if "\0" in text or _share_of_controls(text) > _CONTROLS_IN_BINARY:
        raise Unreadable("The file is binary, not text. Save the article as plain text (UTF-8).")
    _refuse_many_lines(text)
    return text, encoding


def _refuse_many_lines(text: str) -> None:
    """Refuse what would be more paragraphs than any article has, each of which costs time and memory."""
    lines = sum(map(text.count, _LINE_ENDS)) - text.count("\r\n") + 1
    if lines > MOST_LINES:
        raise Unreadable(
            f"The file has {lines:,} lines; an article may have {MOST_LINES:,}. "
            "Split it, or take out what is not its text."
        )


def _refuse_other_formats(raw: bytes) -> None:
    beginning = raw[:64].removeprefix(BOM_UTF8).lstrip().lower()
    for signature, name in _OTHER_FORMATS:
        if beginning.startswith(signature.lower()):
            raise Unreadable(f"The file is {name}, not plain text. Save the article as plain text (UTF-8).")


def _decode_marked(raw: bytes) -> tuple[str, str] | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"The file says it is {encoding}, but byte {len(mark) + error.start} is not. "
                    "Save it again as plain text (UTF-8)."
                ) from error
    return None


def _decode_utf8(raw: bytes) -> tuple[str, str] | None:
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _decode_unmarked(raw: bytes) -> tuple[str, str]:
    matches = [] if b"\0" in raw else list(from_bytes(raw, cp_isolation=_COMMON_ENCODINGS))
    if not matches:
        raise Unreadable(
            "The file is binary or in an encoding that can't be told. Save the article as plain text (UTF-8)."
        )
    encoding = _preferred(matches)
    return raw.decode(encoding), encoding.replace("cp125", "windows-125").replace("_", "-")


def _preferred(matches: list[CharsetMatch]) -> str:
    """Of the encodings that fit as well as the best, the one most in use."""
    best = matches[0]
    equals = [m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    if any(_MOST_LIKELY in match.could_be_from_charset for match in equals):
        return _MOST_LIKELY
    return best.encoding


def _share_of_controls(text: str) -> float:
    controls = sum(text.count(chr(code)) for code in range(0x20) if not chr(code).isspace())
    return controls / len(text)
