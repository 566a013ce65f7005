from django.apps import AppConfig


class LeagueConfig(AppConfig):
    name = "league"
    label = "league"
    verbose_name = "League tables"
    default_auto_field = "django.db.models.BigAutoField"
