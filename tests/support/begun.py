"""A new hub's answers, and its files as they are composed."""

import datetime as dt
from collections.abc import Mapping

from folkmoot.contribute.initiate import Answers, languages_of_texts, new_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
LANGUAGES = sorted(languages_of_texts())
ANSWERS = Answers(
    name="Rock: 'n' \"Roll\" #1 [*]",
    languages=("fr", "pt-BR"),
    repository="Rockers/hub",
    founder="Zoë Ångström",
    login="zoe-a",
    spec="folkmoot==7.8.9",
    timezone="Europe/Lisbon",
)


def composed(answers: Answers) -> Mapping[str, str]:
    return {artifact.path: artifact.content.decode() for artifact in new_hub(answers, NOW)}
