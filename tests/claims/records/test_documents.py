"""What editors are told of the format is what the software takes."""

import re
from pathlib import Path

from django.conf import settings

from claims.records import read_record
from claims.records.schema import Content

PAGE = (Path(settings.BASE_DIR) / "docs" / "editorial-record.md").read_text(encoding="utf-8")


def described():
    """Map each part's heading to the keys of the table under it."""
    parts = re.split(r"^### (.+)$", PAGE, flags=re.MULTILINE)[1:]
    return {
        heading.split(":")[0]: re.findall(r"^\| `(\w+)`", text, flags=re.MULTILINE)
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
        if ":" in heading
    }


def in_schema():
    schema = Content.model_json_schema()
    entries = {name.removesuffix("Entry").lower(): list(part["properties"]) for name, part in schema["$defs"].items()
               if "properties" in part}  # fmt: skip
    return entries | {"record": list(schema["properties"])}


def test_every_key_is_described_and_no_other():
    assert described() == in_schema()


def test_the_example_is_a_record(tmp_path):
    (example,) = re.findall(r"```yaml\n(# .+?)```", PAGE, flags=re.DOTALL)
    path = tmp_path / "bridge.yaml"
    path.write_text(example, encoding="utf-8")
    assert read_record(path).content.claims
