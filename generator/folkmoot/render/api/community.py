"""The community itself in the API's shapes."""

from folkmoot.render.api import schemas
from folkmoot.render.api.records import Records
from folkmoot.render.api.references import file_address, page_address


def community_document(known: Records) -> schemas.Community:
    """The community as a document; `known` are its records."""
    said = known.community.profile
    return schemas.Community(
        name=said.name,
        tagline=said.tagline or "",
        description_html=known.html(said.description, "content/community.yml"),
        notice=said.notice or "",
        logo=file_address(said.logo),
        founded=said.founded,
        founders=known.shown(said.founders),
        languages=said.languages,
        zone=said.timezone,
        contact=said.contact or "",
        repository=said.repository or "",
        channels=tuple(
            schemas.Channel(
                name=one.name,
                url=one.url,
                purpose=one.purpose or "",
                language=one.language or "",
                by=known.shown(one.by),
                rules=one.rules or "",
            )
            for one in said.channels
        ),
        partners=tuple(
            schemas.Partner(name=one.name, url=one.url, logo=file_address(one.logo), since=one.since, until=one.until)
            for one in said.partners
        ),
        rules=schemas.Rules(
            membership=said.policies.membership,
            code_of_conduct=page_address(said.policies.code_of_conduct),
            netiquette=page_address(said.policies.netiquette),
            terms=page_address(said.policies.terms),
        ),
    )
