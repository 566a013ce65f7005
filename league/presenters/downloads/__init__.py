"""Rows of a view as a book of tables, ready to be written as a file.

``fields``    a column together with where its cells come from
``notes``     what every file says of itself: quarter, revision, edition, licence, source
``names``     what files are called
``league``    a league table as it stands: filtered and sorted
``measures``  the table of one domain or one metric
``charts``    the table of one chart
``trust``     one trust in a quarter: the whole explanation
``quarter``   a quarter beside NHS England's results
``rules``     metrics as each edition has them, and how they changed
``methodology``  the tables of the pages that explain the rules
``register``  the register of trusts
``datasets``  whole quarters and the whole history
``page``      the page of downloads
"""
