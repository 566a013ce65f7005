"""The types of NHS trust; league positions exist only within a type."""

from django.db import models


class TrustType(models.TextChoices):
    ACUTE = "acute", "Acute"
    MENTAL_HEALTH_AND_COMMUNITY = "mental-health-and-community", "Mental health and community"
    AMBULANCE = "ambulance", "Ambulance"
