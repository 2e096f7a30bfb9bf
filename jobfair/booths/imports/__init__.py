"""Importing a fair's employers and positions from a spreadsheet, and writing them back out.

A file is received, read by a background job into rows, compared with what is
there (the plan), corrected in place, applied in one transaction, and can be undone.
"""
