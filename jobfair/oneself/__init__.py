"""What the house holds about one person: shown to that person, taken along, joined and erased."""
