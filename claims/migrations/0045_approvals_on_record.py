"""Each approval of a rating on record, as the reviews are, so that history tells it."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# Those given before this was on record: by whom they name, or by an import's record.
BEFORE = """
WITH approvers AS (
    SELECT approved_by_id, gen_random_uuid() AS context FROM (SELECT DISTINCT approved_by_id FROM claims_approval) AS a
), contexts AS (
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT context, now(), now(), CASE WHEN approved_by_id IS NULL THEN '{"command": "import_seeds"}'::jsonb
        ELSE jsonb_build_object('user', approved_by_id) END
    FROM approvers
)
INSERT INTO claims_approvalevent (review_id, id, pgh_context_id, pgh_created_at, pgh_label, pgh_obj_id,
    approved_by_id, approved_name, approved_at, alone)
SELECT a.review_id, a.id, by.context, least(a.approved_at, now()), 'insert', a.id,
    a.approved_by_id, a.approved_name, a.approved_at, a.alone
FROM claims_approval a JOIN approvers by ON by.approved_by_id IS NOT DISTINCT FROM a.approved_by_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0044_claimants"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalEvent",
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
                ("approved_name", models.CharField(blank=True, max_length=200, verbose_name="name of who approved")),
                ("approved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="approved")),
                (
                    "alone",
                    models.BooleanField(
                        default=False,
                        help_text="Recorded where the setting REQUIRE_SECOND_PERSON is off.",
                        verbose_name="without a second person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_approvalevent" ("alone", "approved_at", "approved_by_id", "approved_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id") VALUES (NEW."alone", NEW."approved_at", NEW."approved_by_id", NEW."approved_name", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id"); RETURN NULL;',
                    hash="e03613148115bebc690b9a53a3c6cd536bf02b4a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_092bb",
                    table="claims_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_approvalevent" ("alone", "approved_at", "approved_by_id", "approved_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id") VALUES (NEW."alone", NEW."approved_at", NEW."approved_by_id", NEW."approved_name", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id"); RETURN NULL;',
                    hash="5e4086b61f4fa6bf50815ced9e4582deb1325fda",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ac2f",
                    table="claims_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_approvalevent" ("alone", "approved_at", "approved_by_id", "approved_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id") VALUES (OLD."alone", OLD."approved_at", OLD."approved_by_id", OLD."approved_name", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id"); RETURN NULL;',
                    hash="0f36673c2103ecf556dc27a50b2fb6799d9dda2d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a86c9",
                    table="claims_approval",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="approvalevent",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="approvalevent",
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
            model_name="approvalevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="claims.approval",
            ),
        ),
        migrations.AddField(
            model_name="approvalevent",
            name="review",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.review",
                verbose_name="review",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approvalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION USING MESSAGE = 'This table is on record and can''t be emptied at once; delete single rows instead.', ERRCODE = 'check_violation';",
                    hash="e68fea2b75682e9d938a12c0d51c1e36f00557e9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncate_07965",
                    table="claims_approvalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approvalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2457a57452a8344d590f32101c1df36f0dc899e3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6f7cc",
                    table="claims_approvalevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
