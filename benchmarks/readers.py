"""What readers ask for on a publication day: 300 addresses, each as often as it is wanted.

Half of all opens are of the league tables of the new quarter and their usual views, a third are of
single trusts (few of them are asked for by many), the rest are of everything else.
"""

from collections.abc import Iterator

from benchmarks import website

HOW_MANY = 300
TYPES = ("acute", "mental-health-and-community", "ambulance")
VIEWS = {
    "": 120,
    "?sort=trust": 15,
    "?sort=-change": 15,
    "?segment=4": 12,
    "?columns=domains": 12,
    "?region=London": 6,
    "?sort=-rank": 6,
}
"""Of a league table: how often each is opened, for each type in the measure of `OF_TYPE`."""
OF_TYPE = {"acute": 6, "mental-health-and-community": 3, "ambulance": 1}
ELSEWHERE = {
    "/": 500,
    "/league-tables/": 150,
    "/trusts/": 80,
    "/methodology/": 20,
    "/metrics/": 15,
    "/quarters/": 15,
    "/glossary/": 5,
    "/data/": 10,
    "/feed.atom": 30,
}
OF_QUARTERS = {
    "/quarters/{}/": 15,
    "/league-tables/acute/{}.csv": 20,
    "/league-tables/acute/{}.json": 10,
}


def addresses() -> list[str]:
    """As many lines as opens: 300 different addresses."""
    lines: list[str] = []
    for address, times in _wanted():
        lines += [address] * times
    return lines


def _wanted() -> Iterator[tuple[str, int]]:
    fixed = dict(_fixed())
    yield from fixed.items()
    codes = website.trust_codes()
    for place, address in enumerate(_of_trusts(codes, HOW_MANY - len(fixed))):
        yield address, max(1, 300 // (place + 2))


def _fixed() -> Iterator[tuple[str, int]]:
    yield from ELSEWHERE.items()
    for quarter in website.QUARTERS:
        shared = 5 if quarter == website.LATEST else 1
        for kind, measure in OF_TYPE.items():
            for view, times in VIEWS.items():
                yield f"/league-tables/{kind}/{quarter}/{view}", times * measure * shared // 6 or 1
        for address, times in OF_QUARTERS.items():
            yield address.format(quarter), times


def _of_trusts(codes: list[str], how_many: int) -> Iterator[str]:
    """Pages of all trusts, then summaries and files of the first of them."""
    kinds = ("/trusts/{}/{}/", "/trusts/{}/{}/summary/", "/trusts/{}/{}.csv")
    every = (kind.format(code, website.LATEST) for kind in kinds for code in codes)
    yield from (address for address, _ in zip(every, range(how_many), strict=False))
