"""What is asked of GitHub is asked in the words of the schema that it publishes."""

from importlib.resources import files

import pytest
from graphql import parse, validate
from graphql.validation import NoDeprecatedCustomRule

from folkmoot.collect.github.session import query
from support.github.schema import missing_schema, published_schema

_QUERIES = sorted(
    one.name.removesuffix(".graphql")
    for one in (files("folkmoot.collect.github") / "queries").iterdir()
    if not one.name.startswith("_")
)


@pytest.mark.skipif(bool(missing_schema()), reason=missing_schema())
@pytest.mark.parametrize("name", _QUERIES)
def test_queries_are_valid_and_nothing_in_them_is_on_its_way_out(name: str) -> None:
    document = parse(query(name))
    assert validate(published_schema(), document) == []
    assert validate(published_schema(), document, [NoDeprecatedCustomRule]) == []


@pytest.mark.skipif(bool(missing_schema()), reason=missing_schema())
def test_a_slip_of_the_pen_is_seen() -> None:
    misspelt = parse(query("discussions").replace("answerChosenAt", "answerChoosenAt"))
    assert [error.message for error in validate(published_schema(), misspelt)] != []
