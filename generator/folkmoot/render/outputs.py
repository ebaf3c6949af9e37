"""What the site has for machines beside its pages: calendars, feeds, badges, the JSON API, the files' schemas."""

from collections.abc import Iterator

from folkmoot.model.hub import Hub
from folkmoot.render.api.documents import api
from folkmoot.render.api.schemas import Beside
from folkmoot.render.badges import badges
from folkmoot.render.calendars.offers import calendars, offers
from folkmoot.render.embedded import embedded
from folkmoot.render.feeds.feed import Words
from folkmoot.render.feeds.syndication import offered, syndication
from folkmoot.render.pages.refining import people_index
from folkmoot.render.proposals.taken import taken
from folkmoot.render.schemas.published import schemas
from folkmoot.render.wording.phrases import Phrases
from folkmoot.render.wording.tongue import tongue


def outputs(hub: Hub, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Every file for machines as its path and content; `site_url` ends in a slash or is ""."""
    words = words_of(hub)
    yield from calendars(hub, site_url, words.say)
    yield from syndication(hub, site_url, words_in)
    yield from badges(hub, words.say)
    yield people_index(hub)
    yield from embedded(hub)
    yield from taken(hub)
    beside = [Beside(url=one.path, type="text/calendar", title=one.title) for one in offers(hub, words.say)]
    beside += [
        Beside(url=one.path, type=one.media_type, title=one.title, language=one.language)
        for one in offered(hub, site_url, words)
    ]
    yield from api(hub, site_url, beside)
    yield from schemas(site_url)


def words_of(hub: Hub) -> Words:
    """How the hub's main language says what stands in feeds and badges."""
    return words_in(hub.community.profile.languages[0])


def words_in(language: str) -> Words:
    """How a language says what stands in feeds."""
    speech = tongue(language)
    phrases = Phrases(speech)
    return Words(speech.words.gettext, phrases.when, phrases.language)
