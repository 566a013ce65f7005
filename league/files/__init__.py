"""Readers of official files: pure, bytes in, rows and faults out.

``faults``    what is wrong, where, and what to do about it
``cells``     one cell's text to a value
``quarters``  names and dates of quarters
``tables``    bytes to rows of text under their headers
``official``  rows of NHS England's two layouts
``versions``  which file of a directory is the newest issue
"""
