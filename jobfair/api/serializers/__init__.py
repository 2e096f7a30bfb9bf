"""What is read and written, field by field; nothing is shown that is not named here."""
