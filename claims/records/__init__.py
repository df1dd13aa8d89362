"""Editorial records: an editor's YAML file beside an article file, read, stored and written.

The format is told in ``docs/editorial-record.md``.
"""

from claims.records.applying import Applied, apply_record
from claims.records.exporting import export_record
from claims.records.places import RecordError
from claims.records.reading import SUFFIX, Record, article_beside, read_record

__all__ = [
    "SUFFIX",
    "Applied",
    "Record",
    "RecordError",
    "apply_record",
    "article_beside",
    "export_record",
    "read_record",
]
