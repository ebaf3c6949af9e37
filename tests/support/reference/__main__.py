"""Writes the reference pages anew: PYTHONPATH=tests python -m support.reference."""

from support.reference.pages import FOLDER, write

if __name__ == "__main__":
    for name in write() or ["nothing has changed"]:
        print(f"{FOLDER.name}/{name}" if name.endswith(".md") else name)
