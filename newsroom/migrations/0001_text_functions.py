"""Extensions and immutable functions that the models above build on."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# unaccent() is only "stable" because its dictionary could be replaced; generated columns and indexes need
# an immutable function, so the dictionary is named outright. NFKC first: "e" + combining accent is "é".
SEARCH_KEY = """
CREATE FUNCTION newsroom_search_key(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary,
        btrim(regexp_replace(normalize(written, NFKC), '\\s+', ' ', 'g'))))
$$
"""

# convert_to() is "stable" for the sake of other encodings; ours is always UTF-8.
SHA256 = """
CREATE FUNCTION newsroom_sha256(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(written, 'UTF8')), 'hex')
$$
"""

# English words by their stem, accents ignored.
TEXT_SEARCH = """
CREATE TEXT SEARCH CONFIGURATION newsroom (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION newsroom
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.english_stem;
"""


class Migration(migrations.Migration):
    """Makes them."""

    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(SEARCH_KEY, "DROP FUNCTION newsroom_search_key(text)"),
        migrations.RunSQL(SHA256, "DROP FUNCTION newsroom_sha256(text)"),
        migrations.RunSQL(TEXT_SEARCH, "DROP TEXT SEARCH CONFIGURATION newsroom"),
    ]
