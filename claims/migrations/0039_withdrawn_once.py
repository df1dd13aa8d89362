"""When a claim was last withdrawn stays known when it is published again, or becomes part of another."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# As the record of changes has it. Nothing else of these claims changes, so no rule has to look at them.
FROM_THE_RECORD = """
ALTER TABLE claims_claim DISABLE TRIGGER USER;
UPDATE claims_claim c SET taken_back_at = (
    SELECT max(e.pgh_created_at) FROM (
        SELECT pgh_created_at, status, lag(status) OVER (ORDER BY pgh_id) AS before
        FROM claims_claimevent WHERE pgh_obj_id = c.id AND status <> 'merged'
    ) e WHERE e.before = 'published' AND e.status <> 'published')
WHERE c.first_published_at IS NOT NULL AND c.status IN ('published', 'merged');
ALTER TABLE claims_claim ENABLE TRIGGER USER
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_searching"),
        ("claims", "0038_reviews_on_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="claim_knows_when_it_was_taken_back",
        ),
        migrations.RunSQL(FROM_THE_RECORD, migrations.RunSQL.noop),
        migrations.RemoveIndex(
            model_name="claim",
            name="claim_taken_back_last_first",
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                models.OrderBy(models.F("taken_back_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    ("first_published_at__isnull", False),
                    models.Q(("status", "merged"), _negated=True),
                    models.Q(
                        models.Q(("status", "published"), _negated=True),
                        ("taken_back_at__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="claim_taken_back_last_first",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_knows_when_it_was_taken_back",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    NEW.taken_back_at := CASE\n                        -- Published again it stays on the list of withdrawals, as history.\n                        WHEN NEW.status = 'published' OR NEW.status = 'merged' THEN OLD.taken_back_at\n                        -- Its address led to the other, and said what became of that.\n                        WHEN OLD.status = 'merged' AND NEW.first_published_at IS NOT NULL\n                            THEN (SELECT taken_back_at FROM claims_claim WHERE id = OLD.merged_into_id)\n                        WHEN OLD.status = 'published' THEN now()\n                        ELSE OLD.taken_back_at\n                    END;\n                    RETURN NEW;\n                ",
                    hash="173035f08cc12a7db013a5367fa49dea83429d3c",
                    operation="UPDATE",
                    pgid="pgtrigger_claim_knows_when_it_was_taken_back_9cd22",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
    ]
