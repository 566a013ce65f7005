"""Writers of files that readers take away: pure, rows in, bytes out.

``sheet``     what a table is, before it is a file: columns, rows and notes
``book``      several tables of one view, and how they become one
``cells``     one value as text; what a spreadsheet would take for a formula is defused
``as_csv``    CSV with a byte order mark
``csvw``      the description that stands beside a CSV file (CSV on the Web)
``as_json``   JSON with ``meta`` and ``rows``
``as_xlsx``   a workbook with a sheet of notes

The same book always gives the same bytes: no clock, no chance, no machine gets into a file.
"""
