"""One way for every problem to come about: what to break in the example hub, and what it was before."""

from support.reference.breakage import Breakage
from support.reference.breakages_of_files import FILES
from support.reference.breakages_of_records import RECORDS

BREAKAGES: dict[str, Breakage] = RECORDS | FILES
