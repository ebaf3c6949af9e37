"""What changes for a community, in sentences: as text, as Markdown for GitHub, and as JSON for programs."""
