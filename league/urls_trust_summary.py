"""Addresses of a trust's summary: below its page."""

from django.urls import path

from league.views.trust_summary import trust_summary, trust_summary_file

urlpatterns = [
    path("summary/", trust_summary, name="trust-summary"),
    path("summary.<file:ending>", trust_summary_file, name="trust-summary-file"),
]
