"""An address of every kind of public page, with the demonstration data loaded.

:data:`PAGES` holds the kinds by the names of their addresses; a test compares them with the
address table, so that a new kind of page cannot be forgotten.
"""

from __future__ import annotations

from league.demo.cast import cast

TYPE, QUARTER, EARLIER = "acute", "2026-27-q1", "2025-26-q4"
TABLE = f"/league-tables/{TYPE}/{QUARTER}/"
TRUST = cast().successor
PEERS = (cast().successor, cast().corrected, cast().few)
CHOSEN = "&".join(f"trust={code}" for code in PEERS)
LONE = cast().merged

PAGES: dict[str, tuple[str, ...]] = {
    "home": ("/",),
    "league-table": (
        TABLE,
        f"/league-tables/ambulance/{EARLIER}/?columns=segment,score,domains&sort=access",
        f"{TABLE}?q=dmeo&region=London&segment=9",
    ),
    "league-chart": (
        f"{TABLE}charts/likely-ranges/",
        f"/league-tables/ambulance/{QUARTER}/charts/domains/",
    ),
    "domain-table": (f"{TABLE}domains/finance/",),
    "metric-table": (f"{TABLE}metrics/OF0013/",),
    "trusts": ("/trusts/?region=London", "/trusts/?q=nowhere+at+all"),
    "trust": (f"/trusts/{TRUST}/{QUARTER}/", f"/trusts/{LONE}/2025-26-q3/"),
    "trust-chart": (
        f"/trusts/{TRUST}/{QUARTER}/charts/contributions/",
        f"/trusts/{TRUST}/{QUARTER}/charts/domains/",
        f"/trusts/{TRUST}/{QUARTER}/charts/rank-density/",
        f"/trusts/{TRUST}/{QUARTER}/charts/trend/",
        f"/trusts/{TRUST}/{EARLIER}/charts/movement/",
        f"/trusts/{TRUST}/{EARLIER}/charts/movement-metrics/",
    ),
    "trust-summary": (f"/trusts/{TRUST}/{QUARTER}/summary/",),
    "trust-what-if": (f"/trusts/{TRUST}/{QUARTER}/what-if/",),
    "compare-chart": (f"/compare/charts/trend/?{CHOSEN}&quarter={QUARTER}",),
    "compare": (
        "/compare/",
        f"/compare/?trust={TRUST}&q=demo&quarter={QUARTER}",
        f"/compare/?{CHOSEN}&quarter={QUARTER}",
        f"/compare/?trust={TRUST}&trust={cast().renamed}&trust=NOONE&quarter=nonsense",
    ),
    "quarters": ("/quarters/",),
    "quarter": (f"/quarters/{QUARTER}/",),
    "segments": ("/segments/",),
    "methodology": ("/methodology/",),
    "methodology-edition": ("/methodology/nof-2025-26/", "/methodology/nof-2026-27/"),
    "glossary": ("/glossary/",),
    "metrics": ("/metrics/?q=cancer",),
    "metric": ("/metrics/OF0013/",),
    "data": ("/data/",),
    "about": ("/about/",),
}
ADDRESSES = tuple(address for kind in PAGES.values() for address in kind)
NO_PAGES = {"league-tables", "league-tables-of-type", "trust-latest", "embed-trust"}
"""What leads on to one of these pages, and cards for the pages of other sites."""
