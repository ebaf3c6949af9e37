"""The versioned static JSON API."""
