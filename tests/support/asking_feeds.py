"""A client that may ask a site on loopback."""

from folkmoot.collect.http import Client
from support.feed_site import Site


def client(site: Site, seconds: float = 10) -> Client:
    return Client("https://hub.example/", frozenset({site.host}), seconds)
