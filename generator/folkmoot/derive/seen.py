"""What of the archive may be shown: the archive forgets nothing, but people may step back from the site."""

from dataclasses import replace

from folkmoot.model.community import Community
from folkmoot.model.harvest import Discussion, Harvest
from folkmoot.model.source import source_slug


def seen(community: Community, harvest: Harvest) -> Harvest:
    """The harvest without the entries of members who want no more shown than a name, and without hidden authors.

    Entries of a feed that was merely removed stay: they are history. A hidden member's discussions stay without
    saying whose they are.
    """
    members = community.members.values()
    quiet = {source_slug("entries", feed.url) for one in members if one.visibility != "public" for feed in one.feeds}
    hidden = [one for one in members if one.visibility == "hidden"]
    logins = {one.github.lower() for one in hidden if one.github}
    numbers = {one.github_id for one in hidden if one.github_id}

    def unnamed(one: Discussion) -> Discussion:
        is_hidden = one.author_id in numbers or one.author.lower() in logins
        return replace(one, author="", author_id=0) if is_hidden else one

    return harvest._replace(
        entries=tuple(entry for entry in harvest.entries if entry.source not in quiet),
        discussions=tuple(map(unnamed, harvest.discussions)),
    )
