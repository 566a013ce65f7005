from django.apps import AppConfig


class TrustsConfig(AppConfig):
    name = "trusts"
    verbose_name = "Trust register"
    default_auto_field = "django.db.models.BigAutoField"
