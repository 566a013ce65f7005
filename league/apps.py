from django.apps import AppConfig
from django.db.backends.signals import connection_created

from league.page_cache.connecting import close_with_thread


class LeagueConfig(AppConfig):
    name = "league"
    label = "league"
    verbose_name = "League tables"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        connection_created.connect(close_with_thread)
