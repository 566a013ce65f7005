"""A small sound edition file that shows every model once, to be spoilt by tests."""

import pytest

from league.rules.edition import Edition
from league.rules.edition_file import EditionError, parse_edition

FILENAME = "small-2030-31.toml"

SMALL_EDITION = """
slug = "small-2030-31"
name = "Small framework 2030/31"
financial_year = "2030-31"
summary = "A framework for tests."
sources = ["Our own tests"]
notes = ["A note."]
programme_segment = 5

[figures]
average = "OF5001"
unadjusted_segment = "OF5002"
adjusted_segment = "OF5003"
override = "OF5004"
final_segment = "OF5005"
programme = "OF5006"

[cuts]
kind = "thresholds"
thresholds = [1.9, 2.3, 2.7]
evidence = "decoded"
note = "Decoded."

[domain_cuts]
kind = "quartiles"
round_to = 2
evidence = "checked"

[override]
no_better_than = 3
flag = "derived"
plan = "OF0021"
variance = "OF0022"
evidence = "manual"

[[domains]]
key = "care"
name = "Care"
score_id = "OF4000"
segment_id = "OF4100"

[[domains]]
key = "money"
name = "Money"
score_id = "OF4001"
segment_id = "OF4101"

[[metrics]]
id = "OF0010"
score_id = "OF1010"
name = "Ranked"
definition = "A ranked metric."
domain = "care"
unit = "%"
better = "higher"
pool = "type"
model = "ranked"
evidence = "checked"
types = ["acute", "ambulance"]
source = "A survey"
lag = "Yearly"

[[metrics]]
id = "OF0011"
score_id = "OF1011"
name = "With a standard"
definition = "Infections against a threshold."
domain = "care"
unit = "rate"
better = "lower"
weight = "1/3"
model = "ranked-with-standard"
standard = 1
evidence = "checked"
types = ["acute"]
source = "A collection"
lag = "Monthly"

[[metrics.variants]]
unit = "count"
model = "banded"
bands = ["<= 0", "<= 1", "<= 2"]
evidence = "decoded"
cut_between = [[0, 1], [1, 2], [2, 4]]

[[metrics]]
id = "OF0012"
score_id = "OF1012"
name = "With both ends"
definition = "A metric with a standard and a floor."
domain = "care"
unit = "%"
decimals = 1
better = "higher"
model = "ranked-with-standard-and-floor"
standard = 100
floor = 80
evidence = "checked"
types = ["mental-health-and-community"]
source = "A collection"
lag = "Monthly"

[[metrics]]
id = "OF0013"
score_id = "OF1013"
name = "With a floor"
definition = "A metric with a floor."
domain = "care"
unit = "seconds"
better = "lower"
model = "ranked-with-floor"
floor = 10
evidence = "decoded"
cut_between = [[6, 12]]
types = ["ambulance"]
source = "A collection"
lag = "Monthly"

[[metrics]]
id = "OF1014"
score_id = "OF1014"
name = "By its source"
definition = "A rating."
domain = "care"
unit = "score"
decimals = 0
better = "lower"
model = "by-source"
evidence = "open"
labels = ["Good", "Fair", "Poor"]
types = ["acute"]
source = "A regulator"
lag = "The latest rating"

[[metrics]]
id = "OF0015"
name = "For context"
definition = "What the rating rests on."
domain = "care"
unit = "%"
better = "higher"
weight = 0
part_of = "OF1014"
model = "context"
evidence = "open"
types = ["acute"]
source = "A regulator"
lag = "The latest rating"

[[metrics]]
id = "OF1020"
score_id = "OF1020"
name = "Combined"
definition = "Two bands in one."
domain = "money"
unit = "score"
better = "lower"
model = "matrix"
parts = ["OF0021", "OF0022"]
matrix = [[1, 1, 2, 3], [2, 2, 3, 0], [2, 3, 3, 4], [2, 3, 4, 4]]
evidence = "checked"
types = ["acute"]
source = "Returns"
lag = "Monthly"

[[metrics]]
id = "OF0021"
score_id = "OF1021"
name = "The plan"
definition = "The planned surplus."
domain = "money"
unit = "%"
better = "higher"
weight = 0
part_of = "OF1020"
model = "banded"
bands = [">= 0", "> -1", "> -2"]
evidence = "checked"
types = ["acute"]
source = "Returns"
lag = "Yearly"

[[metrics]]
id = "OF0022"
score_id = "OF1022"
name = "The difference"
definition = "The difference from the plan."
domain = "money"
unit = "%"
better = "higher"
weight = 0
part_of = "OF1020"
model = "banded"
bands = [">= 0", "> -0.5", "> -1.5"]
evidence = "checked"
types = ["acute"]
source = "Returns"
lag = "Monthly"
"""


def parse(text: str) -> Edition:
    return parse_edition(text, filename=FILENAME)


def refuse(text: str) -> EditionError:
    with pytest.raises(EditionError) as caught:
        parse(text)
    return caught.value


def spoil(old: str, new: str, *, after: str = "") -> str:
    """The small edition with the first ``old`` behind ``after`` replaced."""
    start = SMALL_EDITION.index(after)
    place = SMALL_EDITION.index(old, start)
    return SMALL_EDITION[:place] + new + SMALL_EDITION[place + len(old) :]
