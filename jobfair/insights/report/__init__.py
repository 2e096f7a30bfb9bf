"""What is published when a fair or a year is over: collected once, shown and sent in every form."""
