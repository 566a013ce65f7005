"""Trigrams, with which a misspelt name is found (PostgreSQL's own pg_trgm)."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("trusts", "0001_initial")]
    operations = [TrigramExtension()]
