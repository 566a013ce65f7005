"""Addresses of comparisons; which trusts and which quarter stand in the query string."""

from django.urls import path

from league.views.compare import compare

urlpatterns = [path("compare/", compare, name="compare")]
