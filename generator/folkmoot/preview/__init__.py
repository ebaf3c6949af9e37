"""The live preview: a hub in a browser while its files are edited, a page made when somebody asks for it."""

from folkmoot.preview.recipe import Preview, Request

__all__ = ["Preview", "Request"]
