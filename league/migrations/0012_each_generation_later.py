"""Each generation of pages is at least a second later than the one before.

Also when two changes come within a second, or the server's clock steps back: a reader whose
program asks by date alone, which counts in seconds, would else be told that nothing has changed.
"""

from django.db import migrations

RAISE = """
CREATE OR REPLACE FUNCTION league_raise_page_generation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO league_pagegeneration AS held (id, number, token, changed_at, made_by)
    VALUES (1, 1, gen_random_uuid(), clock_timestamp(), pg_current_xact_id()::text::bigint)
    ON CONFLICT (id) DO UPDATE SET
        number = held.number + 1,
        token = excluded.token,
        changed_at = greatest(excluded.changed_at, held.changed_at + interval '1 second'),
        made_by = excluded.made_by
    WHERE held.made_by <> excluded.made_by;
    RETURN NULL;
END $$
"""
BEFORE = RAISE.replace(" + interval '1 second'", "")


class Migration(migrations.Migration):
    dependencies = [("league", "0011_figures_taken_back")]

    operations = [migrations.RunSQL(sql=RAISE, reverse_sql=BEFORE)]
