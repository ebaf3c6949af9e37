"""A stage on which tests run workflows from their YAML: see `running.py`, and docs/developer.md."""
