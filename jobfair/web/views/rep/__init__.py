"""Pages of the people who recruit for an employer."""
