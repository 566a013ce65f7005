"""What the product does: one transaction each, keyword-only, ``by=`` says who.

``handover``        what somebody hands in for one quarter, as plain data
``submissions``     receive and apply a submission
``register``        keep the Trust register in step with what is handed in
``panels``          the values in force as arrays for the rules
``assessments``     compute a whole quarter and store its results
``reconciliation``  our results beside the published ones
``publishing``      make an assessment a revision that readers see
``imports``         NHS England's published files, end to end
``demonstration``   load the demonstration data, and take them away
``audit``           who did what
"""
