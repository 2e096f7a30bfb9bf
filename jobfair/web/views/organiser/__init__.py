"""The desk: where organisers and co-organisers prepare and run their fairs."""
