"""The desk: what is due, what waits and what is missing, for those who look after the community."""
