"""Each review on record with who gave it, when and with which button, as all else is."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# What was rated before this was on record: by its reviewer, or by the editorial record that an import read.
BEFORE = """
WITH reviewers AS (
    SELECT DISTINCT reviewer_id, gen_random_uuid() AS context FROM (SELECT DISTINCT reviewer_id FROM claims_review) AS r
), contexts AS (
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT context, now(), now(), CASE WHEN reviewer_id IS NULL THEN '{"command": "import_seeds"}'::jsonb
        ELSE jsonb_build_object('user', reviewer_id) END
    FROM reviewers
)
INSERT INTO claims_reviewevent (claim_id, explanation, id, pgh_context_id, pgh_created_at, pgh_label, pgh_obj_id,
    rating_id, reviewed_at, reviewer_id, reviewer_name)
SELECT r.claim_id, r.explanation, r.id, by.context, least(r.reviewed_at, now()), 'insert', r.id,
    r.rating_id, r.reviewed_at, r.reviewer_id, r.reviewer_name
FROM claims_review r JOIN reviewers by ON by.reviewer_id IS NOT DISTINCT FROM r.reviewer_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0037_deniers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "db_role",
                    models.CharField(
                        db_default=models.Func(template="session_user"), max_length=63, verbose_name="database user"
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("explanation", models.TextField(verbose_name="explanation")),
                (
                    "reviewer_name",
                    models.CharField(
                        blank=True,
                        help_text="As readers see it; from an editorial record.",
                        max_length=200,
                        verbose_name="reviewer's name",
                    ),
                ),
                ("reviewed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="reviewed")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_reviewevent" ("claim_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reviewed_at", "reviewer_id", "reviewer_name") VALUES (NEW."claim_id", NEW."explanation", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating_id", NEW."reviewed_at", NEW."reviewer_id", NEW."reviewer_name"); RETURN NULL;',
                    hash="b351cffc9e98efd3d8b218f585aeb6d9413d7186",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8009a",
                    table="claims_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_reviewevent" ("claim_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reviewed_at", "reviewer_id", "reviewer_name") VALUES (NEW."claim_id", NEW."explanation", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating_id", NEW."reviewed_at", NEW."reviewer_id", NEW."reviewer_name"); RETURN NULL;',
                    hash="edb75ce5268a16be5eface7dc48d470da912b949",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7b96",
                    table="claims_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_reviewevent" ("claim_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reviewed_at", "reviewer_id", "reviewer_name") VALUES (OLD."claim_id", OLD."explanation", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rating_id", OLD."reviewed_at", OLD."reviewer_id", OLD."reviewer_name"); RETURN NULL;',
                    hash="427fa2c9823c96465d9586ce39f6fecb22d0a287",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c19fa",
                    table="claims_review",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="reviewevent",
            name="claim",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.claim",
                verbose_name="claim",
            ),
        ),
        migrations.AddField(
            model_name="reviewevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="reviewevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="claims.review",
            ),
        ),
        migrations.AddField(
            model_name="reviewevent",
            name="rating",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.rating",
                verbose_name="rating",
            ),
        ),
        migrations.AddField(
            model_name="reviewevent",
            name="reviewer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reviewer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION USING MESSAGE = 'This table is on record and can''t be emptied at once; delete single rows instead.', ERRCODE = 'check_violation';",
                    hash="02fb15ea13f3e53b89adff44b19c18730ad19ce9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncate_76df5",
                    table="claims_reviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="83616e335d14ce36f3efe7bff2911fd5ff91c5b1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7b2e7",
                    table="claims_reviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
