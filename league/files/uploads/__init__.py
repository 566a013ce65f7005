"""Files that people hand in: bytes of any kind to rows, or to faults that say what to do.

``limits``    how much is read at most
``kinds``     what a file is, by its content
``archives``  what a spreadsheet's zip holds, looked at before anything is unpacked
``parts``     the XML of its sheets, streamed: their extent, and formulas without a value
``books``     XLSX and ODS to sheets of cells
``texts``     CSV in any usual encoding to a sheet of cells
``layouts``   which columns hold what
``figures``   one cell to a value and what is known of it
``rows``      the rows under a header to figures
``reading``   all of these for one file
``plain``     any table as text
"""
