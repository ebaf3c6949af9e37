"""Feeds of posts, planet and events."""
