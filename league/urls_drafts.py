"""Addresses of results that are not published: for staff."""

from django.urls import path

from league.views.drafts import draft_league_table, draft_trust_page

urlpatterns = [
    path(
        "drafts/<quarter:quarter>/league-tables/<type:trust_type>/",
        draft_league_table,
        name="draft-league-table",
    ),
    path("drafts/<quarter:quarter>/trusts/<ods:ods_code>/", draft_trust_page, name="draft-trust"),
]
