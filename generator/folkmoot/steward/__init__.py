"""The use cases of those who look after a hub: recipes that maintainers and workflows run."""
