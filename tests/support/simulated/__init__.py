"""Communities that are made up by a plan, so that what is true of them is known before anything counts it."""
