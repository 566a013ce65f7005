"""How far the check of an upload is, and how often it began."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("league", "0009_page_generation")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="begun",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="upload",
            name="step",
            field=models.CharField(
                choices=[
                    ("reading", "Reading the file"),
                    ("checking", "Checking its figures"),
                    ("working", "Working out what they would change"),
                ],
                db_default="reading",
                default="reading",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=Q(step__in=["reading", "checking", "working"]),
                name="upload_step_known",
            ),
        ),
    ]
