"""Forms of the employers' side."""
