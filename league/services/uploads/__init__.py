"""From what somebody hands in to a submission that counts.

``sandbox``     reads the file in a process of its own, within limits
``known``       what a file is checked against
``checking``    every error and warning, with what to do
``meaning``     the file's figures as lines of a handover
``previewing``  what the figures would change, by the rules alone
``handing_in``  receive, check, accept warnings, confirm, discard
"""
