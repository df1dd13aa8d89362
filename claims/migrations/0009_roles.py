"""Make the groups that people of a newsroom belong to; an installation's own changes to them stay."""

from django.apps import apps as present
from django.contrib.auth.management import create_permissions
from django.db import migrations

SEE = """
articles.view_actor articles.view_actorname articles.view_article articles.view_byline articles.view_paragraph
articles.view_revision articles.view_section claims.view_assertion claims.view_claim claims.view_claimsubject
claims.view_claimtopic claims.view_correction claims.view_evidence claims.view_passage claims.view_quote
claims.view_rating claims.view_relay claims.view_relayactor claims.view_reply claims.view_review claims.view_topic
"""
REPORT = """
articles.add_actor articles.add_actorname articles.add_article articles.add_byline articles.change_actor
articles.change_actorname articles.change_article articles.change_byline articles.delete_actorname
claims.add_assertion claims.add_claim claims.add_claimsubject claims.add_claimtopic claims.add_passage
claims.add_quote claims.add_relay claims.add_relayactor claims.add_topic claims.change_assertion claims.change_claim
claims.change_claimsubject claims.change_claimtopic claims.change_passage claims.change_quote claims.change_relay
claims.change_relayactor claims.change_topic claims.delete_assertion claims.delete_claimsubject
claims.delete_claimtopic claims.delete_passage claims.delete_relay claims.delete_relayactor claims.submit_claim
claims.write_claim
"""
CHECK = """
claims.add_evidence claims.add_reply claims.add_review claims.change_claim claims.change_evidence
claims.change_reply claims.delete_evidence claims.delete_reply claims.rate_claim
"""
EDIT = """
articles.delete_actor articles.delete_article articles.delete_byline articles.delete_revision articles.merge_actor
claims.add_correction claims.change_correction claims.confirm_quote claims.correct_claim claims.delete_claim
claims.delete_quote claims.delete_topic claims.merge_claim claims.publish_claim claims.sign_off_claim
claims.withdraw_claim
"""
ADMINISTER = """
auth.add_group auth.add_user auth.change_group auth.change_user auth.delete_group auth.delete_user auth.view_group
auth.view_user
"""
ROLES = {
    "reporter": SEE + REPORT,
    "fact-checker": SEE + CHECK,
    "editor": SEE + REPORT + CHECK + EDIT,
    "administrator": SEE + REPORT + CHECK + EDIT + ADMINISTER,
}


def make(apps, schema_editor):
    for label in ("articles", "claims", "auth"):  # Django makes permissions only after all migrations
        create_permissions(present.get_app_config(label), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = {
        f"{app}.{name}": key
        for app, name, key in permission.objects.values_list("content_type__app_label", "codename", "pk")
    }
    for name, given in ROLES.items():
        role, _made = group.objects.get_or_create(name=name)
        role.permissions.add(*(known[permission] for permission in given.split()))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_workflow_rules"),
        ("articles", "0003_searching"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
