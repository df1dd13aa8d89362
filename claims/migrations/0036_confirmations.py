"""A confirmation holds for what was confirmed: words, kind, source, cue, relays and speaker, in the newest text.

Whoever changes any of it confirms anew, or lets it wait as proposed; the database compares when a transaction ends.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from newsroom.guards import refuse

# As ``articles.anchors.read_alike`` reads: a new text may have other white space and other quotation marks.
EVENED = r"""
CREATE FUNCTION claims_evened(said text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(
        translate(said, '‘’‚‛“”„‟', repeat(chr(39), 4) || repeat('"', 4)),
        '[\s\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\u001C-\u001F]+', ' ', 'g'))
$$
"""

SAID = """
CREATE FUNCTION claims_said(quote claims_quote) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        quote.kind, claims_evened(quote.source_text), claims_evened(quote.cue_text),
        (SELECT jsonb_agg(claims_evened(p.text) ORDER BY p.number) FROM claims_passage p WHERE p.quote_id = quote.id),
        (SELECT jsonb_agg(jsonb_build_array(r.kind, claims_evened(r.text)) ORDER BY r.number)
            FROM claims_relay r WHERE r.quote_id = quote.id)
    )::text, 'UTF8')), 'hex')
$$
"""

# Who they are by now: a merge says that two are one, and changes nothing of who said it.
STANDING = """
CREATE FUNCTION claims_standing(actors bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(SELECT DISTINCT coalesce(a.merged_into_id, a.id)
                 FROM unnest(actors) AS named(id) LEFT JOIN articles_actor a ON a.id = named.id ORDER BY 1)
$$
"""

BETWEEN = """
CREATE FUNCTION claims_between(quotation bigint) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(SELECT DISTINCT n.actor_id FROM claims_relay r JOIN claims_relayactor n ON n.relay_id = r.id
                 WHERE r.quote_id = quotation ORDER BY 1)
$$
"""

# Asked before an orphaned quotation that is found again gets its confirmation back.
AS_CONFIRMED = """
CREATE FUNCTION claims_is_as_confirmed(quotation bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM claims_quote q JOIN claims_confirmation c ON c.quote_id = q.id
        WHERE q.id = quotation AND c.said = claims_said(q)
            AND claims_standing(ARRAY[c.speaker]) = claims_standing(ARRAY[q.speaker_id])
            AND claims_standing(c.between) = claims_standing(claims_between(q.id)))
$$
"""

# A new time of confirmation is a new confirmation, and noted. So is what the split of an actor says, and what takes it
# back: it is an editor's, and tells of each quotation whose it is.
HOLD = f"""
CREATE FUNCTION claims_hold_confirmation(quotation bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    quote claims_quote;
    held claims_confirmation;
    circumstance jsonb := coalesce(nullif(current_setting('pghistory.context_metadata', true), ''), '{{}}')::jsonb;
BEGIN
    PERFORM claims_must_see_the_present();
    SELECT * INTO quote FROM claims_quote WHERE id = quotation FOR NO KEY UPDATE;
    IF NOT FOUND OR quote.state <> 'confirmed' THEN RETURN; END IF;
    IF EXISTS (SELECT FROM articles_revision r JOIN articles_revision newer ON newer.article_id = r.article_id
               WHERE r.id = quote.revision_id AND newer.number > r.number) THEN
        {refuse("The article was changed since. Find this again in its newest text before it is confirmed.")}
    END IF;
    SELECT * INTO held FROM claims_confirmation WHERE quote_id = quotation;
    IF held.at IS NOT DISTINCT FROM quote.confirmed_at THEN
        IF claims_is_as_confirmed(quotation) THEN RETURN; END IF;
        IF NOT circumstance ?| ARRAY['split', 'rejoined', 'parted'] THEN
            {refuse("This was confirmed in other words, or as somebody else's. Confirm it anew as it is now.")}
        END IF;
    END IF;
    INSERT INTO claims_confirmation (quote_id, at, said, speaker, "between")
    VALUES (quotation, quote.confirmed_at, claims_said(quote), quote.speaker_id, claims_between(quotation))
    ON CONFLICT (quote_id) DO UPDATE SET
        at = EXCLUDED.at, said = EXCLUDED.said, speaker = EXCLUDED.speaker, "between" = EXCLUDED."between";
END
$$
"""  # noqa: S608 - made of constants

# Articles know nothing of claims, so this stands here. The quotations are locked: nobody confirms one unseen meanwhile.
NEWER_TEXT = f"""
CREATE FUNCTION claims_newer_text() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM claims_quote q JOIN articles_revision r ON r.id = q.revision_id
        WHERE r.article_id = NEW.article_id AND r.number < NEW.number ORDER BY q.id FOR NO KEY UPDATE OF q;
    IF EXISTS (SELECT FROM claims_quote q JOIN articles_revision r ON r.id = q.revision_id
               WHERE r.article_id = NEW.article_id AND r.number < NEW.number AND q.state = 'confirmed') THEN
        {refuse("Confirmed quotations stand in an older text of this article: find them again in the new one.")}
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER claims_newer_text AFTER INSERT ON articles_revision
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_newer_text()
"""

# What is confirmed today was confirmed as it is. What was orphaned or rejected since may have been changed: unknown.
NOTE = """
INSERT INTO claims_confirmation (quote_id, at, said, speaker, "between")
SELECT q.id, q.confirmed_at, claims_said(q), q.speaker_id, claims_between(q.id)
FROM claims_quote q WHERE q.state = 'confirmed';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0035_let_pass"),
    ]

    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="confirmation",
                        serialize=False,
                        to="claims.quote",
                        verbose_name="quotation",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="confirmed")),
                (
                    "said",
                    models.CharField(max_length=64, verbose_name="SHA-256 of words, kind, source, cue and relays"),
                ),
                ("speaker", models.BigIntegerField(verbose_name="key of the speaker")),
                (
                    "between",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="keys of those named in its relays"
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation",
                "verbose_name_plural": "confirmations",
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(EVENED, "DROP FUNCTION claims_evened(text)"),
        migrations.RunSQL(SAID, "DROP FUNCTION claims_said(claims_quote)"),
        migrations.RunSQL(STANDING, "DROP FUNCTION claims_standing(bigint[])"),
        migrations.RunSQL(BETWEEN, "DROP FUNCTION claims_between(bigint)"),
        migrations.RunSQL(AS_CONFIRMED, "DROP FUNCTION claims_is_as_confirmed(bigint)"),
        migrations.RunSQL(HOLD, "DROP FUNCTION claims_hold_confirmation(bigint)"),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        migrations.RunSQL(
            NEWER_TEXT, "DROP TRIGGER claims_newer_text ON articles_revision; DROP FUNCTION claims_newer_text()"
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation(NEW.quote_id);\nRETURN NULL;",
                    hash="09caba855ac2f290dd70f71b900ec1edf2edec16",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_confirmation_holds_b5f5e",
                    table="claims_passage",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds_without_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation(OLD.quote_id);\nRETURN NULL;",
                    hash="51ed9125b6a76f9647d9eb1698891295d9dcc4e3",
                    operation="DELETE",
                    pgid="pgtrigger_confirmation_holds_without_it_83b72",
                    table="claims_passage",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation(NEW.id);\nRETURN NULL;",
                    hash="51c01a7860685f4132396e06c89ee7e47a826a7c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_confirmation_holds_a35a4",
                    table="claims_quote",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation(NEW.quote_id);\nRETURN NULL;",
                    hash="5515d4cded7a582ebd423cdf42d310789c05949e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_confirmation_holds_0e75e",
                    table="claims_relay",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds_without_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation(OLD.quote_id);\nRETURN NULL;",
                    hash="cfc4721170dead4b7bc2e04fe442e405d104be58",
                    operation="DELETE",
                    pgid="pgtrigger_confirmation_holds_without_it_7b780",
                    table="claims_relay",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relayactor",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation((SELECT r.quote_id FROM claims_relay r WHERE r.id = NEW.relay_id));\nRETURN NULL;",
                    hash="185c7bff1ee88a805d873622a841358b51c70cf2",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_confirmation_holds_843c8",
                    table="claims_relayactor",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relayactor",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmation_holds_without_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_hold_confirmation((SELECT r.quote_id FROM claims_relay r WHERE r.id = OLD.relay_id));\nRETURN NULL;",
                    hash="52335ba07f3093907328b423e391e1dd316274b4",
                    operation="DELETE",
                    pgid="pgtrigger_confirmation_holds_without_it_cfc08",
                    table="claims_relayactor",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="only_the_database_writes_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF pg_trigger_depth() < 2 THEN\n                        RAISE EXCEPTION USING MESSAGE = 'What was confirmed is noted by the database itself, when somebody confirms; nobody writes it.', ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN coalesce(NEW, OLD);\n                ",
                    hash="e62ac9047d151808e29938c724bafc5f0dd433b1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_the_database_writes_it_86207",
                    table="claims_confirmation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION USING MESSAGE = 'This table is on record and can''t be emptied at once; delete single rows instead.', ERRCODE = 'check_violation';",
                    hash="6acd8a618660f7346254495ce12f9184144367af",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncate_dd2f5",
                    table="claims_confirmation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
