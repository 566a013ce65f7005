"""Addresses of the pages that explain, and of the tables of one metric or domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from league.models import Quarter
from league.presenters.hrefs import href
from league.rules.edition import Domain, Edition, Metric


@dataclass(frozen=True)
class TableAddress:
    """A table of one metric or domain as it stands; ``name`` is that of its page."""

    name: str
    trust_type: str
    quarter: str
    key: str
    """Metric id or domain key."""
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, **changes: str) -> str:
        """The address with some parameters changed; empty ones are left out."""
        kept = {name: value for name, value in {**self.parameters, **changes}.items() if value}
        path = href(self.name, self.trust_type, self.quarter, self.key)
        return f"{path}?{urlencode(kept, safe=',')}" if kept else path


def with_parameters(address: TableAddress, parameters: Mapping[str, str]) -> TableAddress:
    return replace(address, parameters={**address.parameters, **parameters})


def metric_table(trust_type: str, quarter: str, metric_id: str) -> TableAddress:
    return TableAddress("metric-table", trust_type, quarter, metric_id)


def domain_table(trust_type: str, quarter: str, domain: str) -> TableAddress:
    return TableAddress("domain-table", trust_type, quarter, domain)


def metric(found: Metric) -> str:
    return href("metric", found.id)


def edition(found: Edition) -> str:
    return href("methodology-edition", found.slug)


def trust(ods_code: str, quarter: Quarter) -> str:
    return href("trust", ods_code, quarter.slug)


def domain_anchor(found: Domain) -> str:
    """Of the domain's list on the page of its edition."""
    return f"domain-{found.key}"
