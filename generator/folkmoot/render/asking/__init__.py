"""What somebody is asked who proposes a record: one source for the forms of the site and those at GitHub."""
