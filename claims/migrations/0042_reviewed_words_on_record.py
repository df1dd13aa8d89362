"""The statement that a review was given for, on record with it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0041_ratings_read"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="review",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="review",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="review",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="reviewevent",
            name="wording",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The rating holds for this statement and no other.",
                max_length=1000,
                verbose_name="statement that was rated",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_reviewevent" ("claim_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reviewed_at", "reviewer_id", "reviewer_name", "wording") VALUES (NEW."claim_id", NEW."explanation", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating_id", NEW."reviewed_at", NEW."reviewer_id", NEW."reviewer_name", NEW."wording"); RETURN NULL;',
                    hash="93662e8aa78c38896a17d93823360dbd54fc9d85",
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
                    func='INSERT INTO "claims_reviewevent" ("claim_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reviewed_at", "reviewer_id", "reviewer_name", "wording") VALUES (NEW."claim_id", NEW."explanation", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating_id", NEW."reviewed_at", NEW."reviewer_id", NEW."reviewer_name", NEW."wording"); RETURN NULL;',
                    hash="07a78468bd3fed5ee979561b45f4e572f8aff5d2",
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
                    func='INSERT INTO "claims_reviewevent" ("claim_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reviewed_at", "reviewer_id", "reviewer_name", "wording") VALUES (OLD."claim_id", OLD."explanation", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rating_id", OLD."reviewed_at", OLD."reviewer_id", OLD."reviewer_name", OLD."wording"); RETURN NULL;',
                    hash="45392bb7022d156cf84248da8d9f21b1dd174c03",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c19fa",
                    table="claims_review",
                    when="AFTER",
                ),
            ),
        ),
    ]
