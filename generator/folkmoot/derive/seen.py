"""What of the archive may be shown: the archive forgets nothing, but people may step back from the site."""

from dataclasses import replace

from folkmoot.model.community import Community
from folkmoot.model.harvest import Discussion, Entry, Harvest
from folkmoot.model.source import quiet_slugs
from folkmoot.text import collated, one_line


def seen(community: Community, harvest: Harvest) -> Harvest:
    """The harvest without the entries of members who want no more shown than a name, and without hidden authors.

    Entries of a feed that was merely removed stay: they are history. So do those of a feed that the community or a
    public member names too, and a hidden member's discussions; but none of them says whose it is. Of entries only a
    name tells the author: whoever shares theirs with a hidden member, but for capitals, accents and spaces, is not
    named either.
    """
    quiet = quiet_slugs(community)
    hidden = [one for one in community.members.values() if one.visibility == "hidden"]
    names = {_folded(one.name) for one in hidden}
    logins = {one.github.lower() for one in hidden if one.github}
    numbers = {one.github_id for one in hidden if one.github_id}

    def unsigned(one: Entry) -> Entry:
        return replace(one, author="") if names and one.author and _folded(one.author) in names else one

    def unnamed(one: Discussion) -> Discussion:
        is_hidden = one.author_id in numbers or one.author.lower() in logins
        return replace(one, author="", author_id=0) if is_hidden else one

    return harvest._replace(
        entries=tuple(unsigned(entry) for entry in harvest.entries if entry.source not in quiet),
        discussions=tuple(map(unnamed, harvest.discussions)),
    )


def _folded(name: str) -> str:
    return " ".join(collated(one_line(name)).split())
