"""Reports for maintainers: the same words as Markdown, as a page that needs nothing beside it, and as JSON."""
