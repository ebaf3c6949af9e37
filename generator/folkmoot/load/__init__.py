"""Reading a hub: its files with the places of everything in them, its archive, and the metrics' SQL."""
