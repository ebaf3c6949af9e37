"""A record's JSON Schema: what Folkmoot takes in one file, as far as JSON Schema can say it.

Draft 07, because every version of the YAML language server reads it, and other editors' programs do; 2019-09 and
2020-12 are read since its version 1.20. Nothing is referred to: each record stands where it is used, since up to that
draft nothing beside a $ref counts, and editors would not show what a key says.
`errorMessage`, `patternErrorMessage` and `enumDescriptions` are what the YAML language server and VS Code know beside
the standard; others pass over them.
"""

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from folkmoot.model.advice import FORM_ADVICE, MEANINGS
from folkmoot.model.base import Record, one_line
from folkmoot.render.schemas.kinds import TITLES, first_paragraph, keys_of
from folkmoot.render.schemas.scalars import NUMBER, OVERRIDING, SWITCH, TURNING, WHOLE_NUMBER, text

DIALECT = "http://json-schema.org/draft-07/schema#"
_LEFT_OUT = "left-out"
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}


@cache
def schema_of(record: type[Record]) -> dict[str, Any]:
    """The JSON Schema (draft 07) of the keys of a file that holds such a record."""
    schema = record.model_json_schema(schema_generator=_AsWritten)
    whole: dict[str, Any] = _inlined(schema, schema.get("$defs", {}))
    return whole


class _AsWritten(GenerateJsonSchema):
    """Schemas of what stands in the file, not of what pydantic makes of it."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return _text(schema, "", is_line=False)

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = schema["schema"]
        if inner["type"] == "str":
            is_line = schema["function"]["function"] is one_line
            return _text(inner, TURNING if is_line else OVERRIDING, is_line)
        return super().function_before_schema(schema)

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {"type": ["integer", "string"], **_bounds(schema), **WHOLE_NUMBER}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return {"type": ["number", "string"], **_bounds(schema), **NUMBER}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"type": ["boolean", "string", "integer"], "minimum": 0, "maximum": 1, **SWITCH}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        words = tuple(schema["expected"])
        return {"type": "string", "enum": list(words), "enumDescriptions": list(MEANINGS[words])}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        items = self.generate_inner(schema["items_schema"][0])
        least = {"minItems": schema["min_length"]} if "min_length" in schema else {}
        return {"type": "array", "items": items, **least, "errorMessage": FORM_ADVICE["list"]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        names, values = (self.generate_inner(schema[which]) for which in ("keys_schema", "values_schema"))
        # The names are texts, however they look.
        return {
            "type": "object",
            "propertyNames": names | {"type": "string"},
            "additionalProperties": values,
            "errorMessage": "write keys and their values indented on the lines below",
        }

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner, default = self.generate_inner(schema["schema"]), schema.get("default")
        if default in (None, "", ()) or isinstance(default, BaseModel):
            return inner
        return inner | {"default": list(default) if isinstance(default, tuple) else default}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        record = schema["cls"]
        made = super().model_schema(schema) | {"title": TITLES[record], "description": first_paragraph(record)}
        needed = {*made.get("required", ()), *record.never_blank}
        keys = {key: made["properties"][key] for key in keys_of(record)}
        made["properties"] = {key: value if key in needed else _open(value) for key, value in keys.items()}
        made["errorMessage"] = f"write these indented on the lines below: {', '.join(keys)}"
        return made | _alone(record, made["properties"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Never: a key's name is title enough."""
        return False


def _text(schema: CoreSchema, refused: str, is_line: bool) -> JsonSchemaValue:
    said: dict[str, Any] = dict(schema)
    return text(said.get("pattern") or "", said.get("min_length") or 0, said.get("max_length"), refused, is_line)


def _bounds(schema: Any) -> dict[str, Any]:
    return {name: schema[bound] for bound, name in _BOUNDS.items() if bound in schema}


def _open(value: dict[str, Any]) -> dict[str, Any]:
    """What may be left out, which it also is where nothing stands behind the key; of a reference once it is inlined."""
    return value | {_LEFT_OUT: True}


def _alone(record: type[Record], properties: dict[str, Any]) -> dict[str, Any]:
    """What else may stand in a record's place: a bare word, which is meant for one of its keys."""
    if not record.word_for:
        return {}
    word = properties[record.word_for]
    told = {key: word[key] for key in ("pattern", "patternErrorMessage")}
    return {"type": [*word["type"], "object"], "errorMessage": word["patternErrorMessage"], **told}


def _inlined(value: Any, records: dict[str, Any]) -> Any:
    """The schema with each record in the place of the references to it, and null where something may be left out."""
    if isinstance(value, list):
        return [_inlined(one, records) for one in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        named = records[value["$ref"].removeprefix("#/$defs/")]
        return _inlined(named | {key: one for key, one in value.items() if key != "$ref"}, records)
    inner = {key: _inlined(one, records) for key, one in value.items() if key not in ("$defs", _LEFT_OUT)}
    if "patternErrorMessage" in inner:
        inner.setdefault("errorMessage", inner["patternErrorMessage"])
    inner = _or_nothing(inner) if value.get(_LEFT_OUT) is True else inner
    return _unoffered(inner) if "errorMessage" in inner and "type" in inner else inner


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in schema:
        words = {key: schema[key] for key in ("type", "enum", "enumDescriptions")}
        kept = {key: value for key, value in schema.items() if key not in words}
        return kept | {"anyOf": [words, {"if": {"not": {"type": "null"}}, "then": {"enum": words["enum"]}}]}
    return schema | {"type": [*_types(schema), "null"]}


def _types(schema: dict[str, Any]) -> list[str]:
    given = schema["type"]
    return given if isinstance(given, list) else [given]


def _unoffered(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema with its types where editors do not look for values to offer.

    They would offer true, false and null wherever a text may stand, and put them there as somebody types.
    """
    kept = {key: value for key, value in schema.items() if key not in ("type", "errorMessage")}
    wrong = {"type": _types(schema)[0], "errorMessage": schema["errorMessage"]}
    checked = {"if": {"not": {"type": schema["type"]}}, "then": wrong}
    # Of a key that has neither, editors know only by an anyOf that a value comes behind it.
    return kept | (checked if {"items", "properties"} & kept.keys() else {"anyOf": [checked]})
