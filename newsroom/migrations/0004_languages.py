"""A text search configuration for each language that PostgreSQL knows the stems of, and one for all others."""

from django.db import migrations

# By the first part of a language's code. Accents are taken off where the letters are Latin or Greek; elsewhere the
# marks are letters of their own to the stemmer.
LATIN = {
    "eu": "basque",
    "ca": "catalan",
    "da": "danish",
    "nl": "dutch",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "el": "greek",
    "hu": "hungarian",
    "id": "indonesian",
    "ga": "irish",
    "it": "italian",
    "lt": "lithuanian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "es": "spanish",
    "sv": "swedish",
    "tr": "turkish",
}
OTHER = {
    "ar": "arabic",
    "hy": "armenian",
    "hi": "hindi",
    "ne": "nepali",
    "ru": "russian",
    "sr": "serbian",
    "ta": "tamil",
    "yi": "yiddish",
}
SAME = {"nb": "no", "nn": "no"}


def configurations():
    """Give what makes each configuration."""
    yield """
        CREATE TEXT SEARCH CONFIGURATION newsroom_simple (COPY = pg_catalog.simple);
        ALTER TEXT SEARCH CONFIGURATION newsroom_simple
            ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.simple;
    """
    for name in LATIN.values():
        yield f"""
            CREATE TEXT SEARCH CONFIGURATION newsroom_{name} (COPY = pg_catalog.{name});
            ALTER TEXT SEARCH CONFIGURATION newsroom_{name}
                ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.{name}_stem;
        """
    for name in OTHER.values():
        yield f"CREATE TEXT SEARCH CONFIGURATION newsroom_{name} (COPY = pg_catalog.{name})"


def stemming():
    """Give the function that names the configuration of a language."""
    known = LATIN | OTHER
    cases = {code: known[as_that] for code, as_that in SAME.items()} | known
    whens = " ".join(f"WHEN '{code}' THEN 'newsroom_{name}'" for code, name in cases.items())
    return f"""
        CREATE FUNCTION newsroom_stemming(language text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT CASE substring(lower(language) FROM '^[a-z]*')
                WHEN 'en' THEN 'newsroom' {whens} ELSE 'newsroom_simple' END
        $$
    """  # noqa: S608 - our own words


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_presence")]

    operations = [
        *[
            migrations.RunSQL(
                makes,
                f"DROP TEXT SEARCH CONFIGURATION {makes.split('CONFIGURATION ')[1].split()[0]}",
            )
            for makes in configurations()
        ],
        migrations.RunSQL(stemming(), "DROP FUNCTION newsroom_stemming(text)"),
    ]
