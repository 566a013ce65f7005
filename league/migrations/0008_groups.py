"""The groups of people who hand in, look after the register, publish and audit."""

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from league.services import groups


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are else made after all migrations: here they are needed now."""
    for label in ("league", "trusts"):
        config = installed.get_app_config(label)
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    groups.keep(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


def drop_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del schema_editor
    apps.get_model("auth", "Group").objects.filter(name__in=groups.PERMISSIONS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("league", "0007_uploads"),
        ("trusts", "0002_trigrams"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
