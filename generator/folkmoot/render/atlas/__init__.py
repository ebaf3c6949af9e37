"""Where towns and coasts are."""
