"""The commands: what a person types, and what the program answers."""

from folkmoot.cli.accept import accept
from folkmoot.cli.archive import archive
from folkmoot.cli.commands import main
from folkmoot.cli.contests import contests
from folkmoot.cli.contributors import contributors
from folkmoot.cli.desk import desk
from folkmoot.cli.diff import diff
from folkmoot.cli.digest import digest
from folkmoot.cli.doctor import doctor
from folkmoot.cli.explore import explore
from folkmoot.cli.export import export
from folkmoot.cli.forget import forget
from folkmoot.cli.forms import forms
from folkmoot.cli.greet import greet, remind
from folkmoot.cli.importing import import_
from folkmoot.cli.incidents import incidents
from folkmoot.cli.init import init
from folkmoot.cli.links import links
from folkmoot.cli.outbox import outbox
from folkmoot.cli.owners import owners
from folkmoot.cli.preview import preview
from folkmoot.cli.prompts import prompts
from folkmoot.cli.propose import propose
from folkmoot.cli.replies import replies
from folkmoot.cli.report import report
from folkmoot.cli.review import comment, review
from folkmoot.cli.roles import roles
from folkmoot.cli.sources import sources
from folkmoot.cli.status import status

_COMMANDS = (
    accept, archive, comment, contests, contributors, desk, diff, digest, doctor, explore, export, forget, forms, greet,
    import_, incidents, init, links, outbox, owners, preview, prompts, propose, remind, replies, report, review, roles,
    sources, status,
)  # fmt: skip

for command in _COMMANDS:
    main.add_command(command)

__all__ = ["main"]
