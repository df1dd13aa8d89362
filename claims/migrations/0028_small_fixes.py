"""What a small fix may change, and what needs a correction: as functions that the models' triggers call."""

from django.db import migrations

# As ``claims.small_fixes`` has them (a test holds the two together).
NEGATIONS = (
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely "
    "ni nunca jamás nadie nada ningún ninguno ninguna ningunos ningunas sin tampoco apenas"
)
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion trillions dozen dozens half quarter third first second fourth fifth "
    "sixth seventh eighth ninth tenth once twice double triple "
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos "
    "doscientos doscientas trescientos trescientas quinientos quinientas mil miles millón millones billón billones "
    "medio media mitad tercio docena docenas primero primera segundo segunda tercero tercera cuarto cuarta quinto "
    "quinta doble"
)

# The words of a text, without the signs around them that don't change what they say.
WORDS_OF = r"""
CREATE FUNCTION claims_words_of(said text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        SELECT bare FROM (
            SELECT n, CASE WHEN word ~ '[0-9]'
                THEN rtrim(ltrim(word, '([{“„‟"''‘‚‛«‹¡¿'), '.,;:!…)]}”"''’»›')
                ELSE btrim(word, '.,;:!…()[]{}“”„‟"''‘’‚‛«»‹›-–—·¡¿') END AS bare
            FROM regexp_split_to_table(
                replace(normalize(said, NFC), '’', ''''), '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'
            ) WITH ORDINALITY AS split (word, n)
        ) AS words WHERE bare <> '' ORDER BY n)
$$
"""

# One letter of a word added, left out or another, or two that stand side by side exchanged; of at most three words, of
# four letters or more, which keep their first letter and are no number, negation or name.
IS_SMALL_FIX = f"""
CREATE FUNCTION claims_is_small_fix(before text, now text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE
    was text[] := claims_words_of(before);
    says text[] := claims_words_of(now);
    telling text[] := string_to_array('{NEGATIONS} {NUMBERS}', ' ');
    changed integer := 0;
    one text; other text; first integer; last integer; gone text; come text;
BEGIN
    IF cardinality(was) <> cardinality(says)
       OR length(regexp_replace(before, '[^“”„‟"«»]', '', 'g'))
          <> length(regexp_replace(now, '[^“”„‟"«»]', '', 'g')) THEN
        RETURN false;
    END IF;
    FOR i IN 1 .. cardinality(was) LOOP
        one := was[i]; other := says[i];
        CONTINUE WHEN one = other;
        changed := changed + 1;
        IF changed > 3 OR least(length(one), length(other)) < 4 OR left(one, 1) <> left(other, 1)
           OR one <> lower(one) OR other <> lower(other) OR one = ANY(telling) OR other = ANY(telling)
           OR one ~ '[^[:alpha:]]' OR other ~ '[^[:alpha:]]' THEN
            RETURN false;
        END IF;
        first := 0;
        WHILE first < least(length(one), length(other)) AND substr(one, first + 1, 1) = substr(other, first + 1, 1) LOOP
            first := first + 1;
        END LOOP;
        last := 0;
        WHILE last < least(length(one), length(other)) - first
              AND substr(one, length(one) - last, 1) = substr(other, length(other) - last, 1) LOOP
            last := last + 1;
        END LOOP;
        gone := substr(one, first + 1, length(one) - first - last);
        come := substr(other, first + 1, length(other) - first - last);
        IF NOT (length(gone) <= 1 AND length(come) <= 1
                OR length(gone) = 2 AND gone = reverse(come)) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END
$$
"""

# Whether readers see, at this very moment, what a quotation says of a claim: asked when a row changes, not when the
# transaction ends, so that what is first changed and then published for the first time is no change of what was read.
IS_READ = """
CREATE FUNCTION claims_is_read(claim bigint, quote bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_claim c, claims_quote q
                   WHERE c.id = claim AND q.id = quote AND c.status = 'published' AND q.state = 'confirmed')
$$
"""

# What readers have read changes only together with a note that says so; a small fix won't do here.
CHECK_CORRECTION = """
CREATE OR REPLACE FUNCTION claims_check_correction(claim bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_correction
                   WHERE claim_id = claim AND kind = 'correction' AND made_in = claims_this_transaction()) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers have read the claim “%s”: its change needs a correction that is stored together with it.',
            (SELECT left(statement, 200) FROM claims_claim WHERE id = claim));
    END IF;
END
$$
"""
CHECK_CORRECTION_BEFORE = """
CREATE OR REPLACE FUNCTION claims_check_correction(claim bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_correction
                   WHERE claim_id = claim AND made_in = claims_this_transaction()) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers have read the claim “%s”: its change needs a correction, or a note on a small fix, '
            'that is stored together with it.',
            (SELECT left(statement, 200) FROM claims_claim WHERE id = claim));
    END IF;
END
$$
"""

# The same of a text: a small fix will do where it is one.
CHECK_WORDING = """
CREATE FUNCTION claims_check_wording(claim bigint, before text, now text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM claims_correction
               WHERE claim_id = claim AND kind = 'small_fix' AND made_in = claims_this_transaction())
       AND claims_is_small_fix(before, now) THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM claims_correction
                   WHERE claim_id = claim AND kind = 'correction' AND made_in = claims_this_transaction()) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers have read the claim “%s”: its change needs a correction, or a note on a small fix, '
            'that is stored together with it.',
            (SELECT left(statement, 200) FROM claims_claim WHERE id = claim));
    END IF;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_kept_listings")]
    operations = [
        migrations.RunSQL(WORDS_OF, "DROP FUNCTION claims_words_of(text)"),
        migrations.RunSQL(IS_SMALL_FIX, "DROP FUNCTION claims_is_small_fix(text, text)"),
        migrations.RunSQL(IS_READ, "DROP FUNCTION claims_is_read(bigint, bigint)"),
        migrations.RunSQL(CHECK_CORRECTION, CHECK_CORRECTION_BEFORE),
        migrations.RunSQL(CHECK_WORDING, "DROP FUNCTION claims_check_wording(bigint, text, text)"),
    ]
