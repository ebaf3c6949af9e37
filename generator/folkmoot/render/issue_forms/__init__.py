"""GitHub's issue forms for those who propose something without git, made from the records."""
