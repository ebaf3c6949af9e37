"""What the kinds of contributions are called on pages, and where these are; files say it as all-contributors does."""

import re
from collections.abc import Mapping

from folkmoot.model.credit import Contribution
from folkmoot.render.wording.tongue import N_

CONTRIBUTIONS: Mapping[Contribution, str] = {
    "a11y": N_("Accessibility"),
    "audio": N_("Sound and music"),
    "blog": N_("Writing"),
    "bug": N_("Reporting what is wrong"),
    "business": N_("Agreements with partners"),
    "code": N_("Code"),
    "content": N_("Words and pictures"),
    "data": N_("Data"),
    "design": N_("Design"),
    "doc": N_("Documentation"),
    "eventOrganizing": N_("Bringing people together"),
    "example": N_("Examples"),
    "financial": N_("Giving money"),
    "fundingFinding": N_("Finding money"),
    "ideas": N_("Ideas and planning"),
    "infra": N_("Machinery behind the scenes"),
    "maintenance": N_("Upkeep and releases"),
    "mentoring": N_("Mentoring"),
    "platform": N_("Packaging"),
    "plugin": N_("Extensions"),
    "projectManagement": N_("Keeping a project together"),
    "promotion": N_("Spreading the word"),
    "question": N_("Answering questions"),
    "research": N_("Research"),
    "review": N_("Reviewing"),
    "security": N_("Security"),
    "talk": N_("Talks"),
    "test": N_("Tests"),
    "tool": N_("Tools"),
    "translation": N_("Translation"),
    "tutorial": N_("Lessons for beginners"),
    "userTesting": N_("Trying things out"),
    "video": N_("Films and recordings"),
}
"""Every kind, in English."""


def contribution_address(kind: Contribution) -> str:
    """Where it stands who gave something of a kind: contributors/event-organizing/."""
    return f"contributors/{re.sub('[A-Z]', lambda found: f'-{found[0].lower()}', kind)}/"
