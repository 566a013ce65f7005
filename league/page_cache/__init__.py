"""Answers that everybody gets alike, kept and sent without asking Django again.

``generation``   which state of the public data an answer is of
``addresses``    what of a request names an answer
``forms``        plain, gzip or Brotli: what a reader takes
``answers``      an answer as it is kept, and as it is sent
``memory`` ``disk`` ``shared``   where answers are kept, the nearest first
``rendering``    an answer made by Django within one snapshot of the database
``flights``      one rendering at a time of the same address
``pages``        all of that together
``front``        the WSGI application that stands before Django's
``warming``      answers made before a publication is seen
"""
