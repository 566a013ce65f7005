"""Parts of addresses: what a trust, a quarter and a trust type look like in one."""

from trusts.types import TrustType


class _Text:
    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class OdsCode(_Text):
    """3 to 5 letters and figures; small letters are led to capitals by the views."""

    regex = "[A-Za-z0-9]{3,5}"


class QuarterSlug(_Text):
    """``2025-26-q4``."""

    regex = "[0-9]{4}-[0-9]{2}-q[1-4]"


class TrustTypeSlug(_Text):
    regex = "|".join(TrustType.values)


class FileEnding(_Text):
    """``csv``, ``xlsx``, ``json``, or the description that stands beside a CSV file."""

    regex = r"csv-metadata\.json|csv|xlsx|json"


class MetricId(_Text):
    """``OF0013``; small letters and ids of other editions are led to the right one."""

    regex = "[A-Za-z]{2}[0-9]{4}"
