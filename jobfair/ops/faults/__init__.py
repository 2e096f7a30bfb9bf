"""What may go wrong between people and the server, done on purpose and counted."""
