"""When readers last ceased to see a claim, read off its events once and kept by a trigger from now on."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# The time of the first event after the last one that left it published.
FILL = """
    UPDATE claims_claim c SET taken_back_at = (
        SELECT e.pgh_created_at FROM claims_claimevent e
        WHERE e.pgh_obj_id = c.id AND e.pgh_id > (
            SELECT max(s.pgh_id) FROM claims_claimevent s WHERE s.pgh_obj_id = c.id AND s.status = 'published')
        ORDER BY e.pgh_id LIMIT 1)
    WHERE first_published_at IS NOT NULL AND status <> 'published'
"""
TAKEN_BACK = models.Q(
    ("first_published_at__isnull", False), models.Q(("status__in", ["published", "merged"]), _negated=True)
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_entries")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                models.OrderBy(models.F("taken_back_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=TAKEN_BACK,
                name="claim_taken_back_last_first",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_knows_when_it_was_taken_back",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    NEW.taken_back_at := CASE\n                        WHEN NEW.status = 'published' THEN NULL\n                        WHEN OLD.status = 'published' THEN now()\n                        ELSE OLD.taken_back_at\n                    END;\n                    RETURN NEW;\n                ",
                    hash="2ac35a5a37cf44df33e465728b72976855599ee9",
                    operation="UPDATE",
                    pgid="pgtrigger_claim_knows_when_it_was_taken_back_9cd22",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
    ]
