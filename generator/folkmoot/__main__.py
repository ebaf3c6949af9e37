"""`python -m folkmoot` is the same program as the `folkmoot` command."""

from folkmoot.cli import main

if __name__ == "__main__":
    main()
