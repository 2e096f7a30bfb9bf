"""Reading the spreadsheets employers and federations really keep.

Everything here is pure: bytes in, typed rows and problems out. Nothing knows
the database, the web or who asked.
"""
