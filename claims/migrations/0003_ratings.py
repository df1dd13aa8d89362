"""Fill the scale of ratings."""

from django.db import migrations

SCALE = [
    ("True", "true", 5, "The statement is accurate and nothing significant is missing."),
    ("Mostly true", "mostly-true", 4, "The statement is accurate but needs clarification or more information."),
    ("Half true", "half-true", 3, "The statement is partly accurate but leaves out important details."),
    ("Mostly false", "mostly-false", 2, "The statement holds some truth but ignores facts that change its meaning."),
    ("False", "false", 1, "The statement is not accurate."),
    ("Unproven", "unproven", None, "The evidence that could be found neither bears the statement out nor refutes it."),
]


def fill(apps, schema_editor):
    rating = apps.get_model("claims", "Rating")
    rating.objects.bulk_create(
        rating(name=name, slug=slug, value=value, position=position, explanation=explanation)
        for position, (name, slug, value, explanation) in enumerate(SCALE, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_rules")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
