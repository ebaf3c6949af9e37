"""JSON Schemas of the files that people write, with which editors complete and check while one types."""
