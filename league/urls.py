"""Addresses of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from league.addresses import FileEnding, MetricId, OdsCode, QuarterSlug, TrustTypeSlug
from league.views.embed import trust_card
from league.views.favicon import favicon
from league.views.feed import RevisionFeed
from league.views.health import healthz, livez
from league.views.home import home
from league.views.league_tables import league_table, league_tables_latest
from league.views.quarters import quarter, quarter_list
from league.views.suggestions import trust_suggestions
from league.views.trusts import register, trust, trust_latest
from league.views.what_if import what_if

# Before the addresses are made: those of other modules use them too.
register_converter(FileEnding, "file")
register_converter(MetricId, "metric")
register_converter(OdsCode, "ods")
register_converter(QuarterSlug, "quarter")
register_converter(TrustTypeSlug, "type")

urlpatterns = [
    path("", home, name="home"),
    path("league-tables/", league_tables_latest, name="league-tables"),
    path("league-tables/<type:trust_type>/", league_tables_latest, name="league-tables-of-type"),
    path("league-tables/<type:trust_type>/<quarter:quarter>/", league_table, name="league-table"),
    path(
        "league-tables/<type:trust_type>/<quarter:quarter>/charts/",
        include("league.urls_charts"),
    ),
    path("trusts/", register, name="trusts"),
    path("trusts/suggest", trust_suggestions, name="trust-suggestions"),
    path("trusts/<ods:ods_code>/", trust_latest, name="trust-latest"),
    path("trusts/<ods:ods_code>/<quarter:quarter>/", trust, name="trust"),
    path("trusts/<ods:ods_code>/<quarter:quarter>/what-if/", what_if, name="trust-what-if"),
    path(
        "trusts/<ods:ods_code>/<quarter:quarter>/charts/",
        include("league.urls_trust_charts"),
    ),
    path("trusts/<ods:ods_code>/<quarter:quarter>/", include("league.urls_trust_summary")),
    path("", include("league.urls_compare")),
    path("embed/trusts/<slug:ods_code>/", trust_card, name="embed-trust"),
    path("quarters/", quarter_list, name="quarters"),
    path("quarters/<quarter:quarter>/", quarter, name="quarter"),
    path("", include("league.content_urls")),
    path("favicon.ico", favicon, name="favicon"),
    path("", include("league.urls_data")),
    path("", include("league.urls_drafts")),
    path("feed.atom", RevisionFeed(), name="feed"),
    path("healthz", healthz, name="healthz"),
    path("livez", livez, name="livez"),
    path("account/", include("league.signing_in.urls")),
    path("admin/login/", secure_admin_login(admin.site.login), name="admin-login"),
    path("admin/", admin.site.urls),
]

handler400 = "league.views.errors.bad_request"
handler403 = "league.views.errors.forbidden"
handler404 = "league.views.errors.not_found"
handler500 = "league.views.errors.server_error"
