"""The adapter to MkDocs: the plugin, and the engine's run by `folkmoot build`."""

from folkmoot.mkdocs_plugin.plugin import FolkmootPlugin

__all__ = ["FolkmootPlugin"]
