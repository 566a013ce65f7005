"""The scoring rules: pure Python and numpy, no Django, no input or output.

``edition``       what a framework year consists of
``edition_file``  reads and checks the text of an edition file
``panel``         one quarter's figures as arrays, what the rules work on
``scoring``       from values to metric scores
``segments``      averages, domain scores, cuts, segments, the override
``ranking``       league and score ranks
``uncertainty``   likely ranges
``reach``         which segments a likely range reaches into
``explanation``   why each figure is what it is
``assess``        all of these for one quarter
``movement``      what moved an average between two quarters, in parts that sum to it
"""

VERSION = "6"
"""Raised whenever the same inputs would give another result: kept with each assessment."""
