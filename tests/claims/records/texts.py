"""Texts that YAML makes hard."""

from hypothesis import strategies as st

HOSTILE = [
    *[
        "no",
        "1.0",
        "~",
        "null",
        "2026-01-04",
        "---",
        "...",
        "<<",
        "=",
        "{",
        "[",
        "!tag",
        "&a",
        "*a",
        "? x",
        "> x",
        "| x",
    ],
    *[": ", "a: b", "x:", "#", "#x", "a #b", "%", "@x", "`", "\\n", "\\", "'q'", '"q"', "it's “curly” 'and' \"not\""],
    *[
        " leading",
        "trailing ",
        "\t",
        "x\ty",
        "a\nb",
        "a\r\nb",
        "\r\n",
        "\n",
        "a\n# b\n--- c",
        "\x85",
        "\u2028",
        "\ufeff",
    ],
    *[
        "😀",
        "🫨",
        "\xa0",
        "\u200b",
        "\x07",
        "a\x07b",
        "\x7f",
        "\ue000",
        "a" * 150,
        "word " * 50 + "x",
        "x" * 150 + " y",
    ],
]


def any_text():
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    hostile = st.sampled_from(HOSTILE)
    return st.one_of(
        hostile,
        st.text(characters, max_size=200),
        st.lists(hostile, max_size=5).map("".join),
        st.lists(hostile, max_size=20).map(" ".join),
    )
