"""The feed of a web page: named in its head, by whatever markup, and never harmful to look for."""

import pytest

from folkmoot.collect.discovery import CALENDARS, feed_of

HERE = "https://blog.example/about/"
RSS = 'type="application/rss+xml"'


def found(head: str, before: str = "<!doctype html><html><head><title>Blog</title>") -> str:
    return feed_of((before + head).encode(), HERE)


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        (f'<link rel="alternate" {RSS} href="/feed.xml">', "https://blog.example/feed.xml"),
        (f'<link rel="alternate" {RSS} href="feed.xml"/>', "https://blog.example/about/feed.xml"),
        (f'<base href="/b/"><link rel="alternate" {RSS} href="feed.xml">', "https://blog.example/b/feed.xml"),
        (f'<LINK HREF="//cdn.example/f?a=1&amp;b=2" REL="home ALTERNATE" {RSS}>', "https://cdn.example/f?a=1&b=2"),
        ("<link rel=alternate type='Application/Atom+XML; charset=utf-8' href=/a>", "https://blog.example/a"),
        ('<link rel="alternate" type="application/feed+json" href="/j">', "https://blog.example/j"),
        (f'<link rel="alternate" {RSS} href="/1"><link rel="alternate" {RSS} href="/2">', "https://blog.example/1"),
        (f'<link rel="alternate" {RSS} title="Blog » Comments" href="/c"><link rel="alternate" {RSS} href="/2">', "/2"),
        (f'<link rel="alternate" {RSS} title="Commentaires" href="/c"><link rel="alternate" {RSS} href="/2">', "/2"),
        (f'<link rel="alternate" {RSS} href="/comments/feed"><link rel="alternate" {RSS} href="/2">', "/2"),
        (f'<link rel="alternate" {RSS} href="/f/1/comments">', ""),
        (f'<link rel="stylesheet" {RSS} href="/f">', ""),
        ('<link rel="alternate" type="application/json" href="/wp-json/">', ""),
        ('<link rel="alternate" hreflang="fr" href="/fr/">', ""),
        (f'<link rel="alternate" {RSS}>', ""),
        (f'<link rel="alternate" {RSS} href="javascript:alert(1)">', ""),
        (f'<link rel="alternate" {RSS} href="file:///etc/passwd">', ""),
        (f'<link rel="alternate" {RSS} href="http://[half">', ""),
        (f'<!-- <link rel="alternate" {RSS} href="/f"> -->', ""),
        (f"<script>'<link rel=alternate {RSS} href=/f>'</script>", ""),
        (f'<style>a{{}}</style></head><body><link rel="alternate" {RSS} href="/f">', ""),
    ],
)
def test_the_first_feed_that_is_not_of_comments(head: str, feed: str) -> None:
    assert found(head) == (f"https://blog.example{feed}" if feed.startswith("/") else feed)


def test_a_document_that_is_no_page_names_none() -> None:
    link = f'<link rel="alternate" {RSS} href="/f"/>'
    assert found(link, before='<?xml version="1.0"?><feed>') == ""
    assert found(link, before="") == ""
    assert feed_of(b"", HERE) == ""
    assert feed_of(b"<!doctype html>\xff\x00" + link.encode(), HERE) == "https://blog.example/f"


def test_calendars_are_named_the_same_way() -> None:
    page = b'<!doctype html><link rel="alternate" type="text/calendar" href="/meet.ics">'
    assert feed_of(page, HERE, CALENDARS) == "https://blog.example/meet.ics"
    assert feed_of(page, HERE) == ""


@pytest.mark.parametrize("unit", ["<a ", "<div>", "<b>", "<table><b>", "<!--", "&", "<link rel=", "<![", "</", "<svg>"])
def test_pages_without_end_are_looked_through_in_bounds(unit: str) -> None:
    assert found(unit * (3_000_000 // len(unit))) == ""
