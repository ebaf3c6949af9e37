"""Frozen records: what the community says about itself, what was collected, what was derived, what is wrong."""
