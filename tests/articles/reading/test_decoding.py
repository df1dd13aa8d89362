import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import Unreadable, decode

SPANISH = "El ministro, Vladimir Padrino, acusó a Estados Unidos. «Los niños murieron», señaló.\r\n"
CURLY = "“Cuba was his guardian,” he said – it’s over.\n"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_utf8_comes_back_as_it_was(text):
    text = text.removeprefix("\ufeff") or "x"
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(f"x{text}".encode()) == (f"x{text}", "utf-8")


def test_line_ends_stay():
    assert decode(b"a\r\nb\rc\n") == ("a\r\nb\rc\n", "utf-8")


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")],
)
def test_a_byte_order_mark_is_believed_and_taken_off(codec, name):
    assert decode(SPANISH.encode(codec)) == (SPANISH, name)


def test_big_endian_utf16():
    assert decode(b"\xfe\xff" + CURLY.encode("utf-16-be")) == (CURLY, "utf-16-be")


@pytest.mark.parametrize("text", [SPANISH, CURLY, "Café closed."])
def test_western_text_is_read_as_windows_1252(text):
    assert decode(text.encode("cp1252")) == (text, "windows-1252")


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Президент Венесуэлы Николас Мадуро был захвачен в ходе операции США.", "cp1251", "windows-1251"),
        ("Президент Венесуэлы Николас Мадуро был захвачен в ходе операции США.", "koi8_r", "koi8-r"),
        ("委内瑞拉总统马杜罗在美国军事行动中被抓获。", "gb18030", "gb18030"),
    ],
)
def test_other_encodings_are_told_by_the_library(text, codec, name):
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_nothing_but_white_space_is_refused(raw):
    with pytest.raises(Unreadable, match="empty"):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [b"text\0text", b"\0" * 20, bytes(range(1, 32)) * 9, bytes(range(256)), "a\0b".encode("utf-16")],
)
def test_binary_is_refused(raw):
    with pytest.raises(Unreadable, match="binary"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7 anything", "PDF"),
        (b"PK\x03\x04anything", "Word"),
        (rb"{\rtf1\ansi anything}", "RTF"),
        (b"\n<!DOCTYPE html><p>anything", "HTML"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_other_formats_are_named(raw, name):
    with pytest.raises(Unreadable, match=name):
        decode(raw)


def test_a_damaged_utf16_file_says_where():
    with pytest.raises(Unreadable, match="byte 4"):
        decode(b"\xff\xfeA\0\0\xd8")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_refusal(raw):
    try:
        text, encoding = decode(raw)
    except Unreadable:
        return
    assert text.strip()
    assert "\0" not in text
    assert encoding
