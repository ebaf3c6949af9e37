// What is wrong with a value by a JSON Schema (draft 07), with no more of it than the hub's schemas use: a test sees that
// they use nothing else. No eval, no generated code: the page's policy forbids both.
const passedOver = [
  "$schema", "$id", "title", "description", "default", "examples", "format", "errorMessage", "patternErrorMessage",
  "enumDescriptions", "then",
];

const types = {
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  null: (value) => value === null,
  number: (value) => typeof value === "number",
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  string: (value) => typeof value === "string",
};
const patterns = new Map();

function pattern(source) {
  if (!patterns.has(source)) patterns.set(source, new RegExp(source, "u"));
  return patterns.get(source);
}

// Each keyword as a generator of faults: where it is, from the value's root, and the keyword that is not kept.
const rules = {
  *additionalProperties(told, value, path, { properties = {} }) {
    if (!types.object(value)) return;
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(properties, key)) continue;
      if (told === false) yield { path: [...path, key], keyword: "additionalProperties" };
      else yield* faults(told, value[key], [...path, key]);
    }
  },
  *anyOf(told, value, path) {
    const found = told.map((one) => [...faults(one, value, path)]);
    if (found.every((some) => some.length)) yield { path, keyword: "anyOf" };
  },
  *enum(told, value, path) {
    if (!told.includes(value)) yield { path, keyword: "enum" };
  },
  *exclusiveMinimum(told, value, path) {
    if (types.number(value) && value <= told) yield { path, keyword: "exclusiveMinimum" };
  },
  *if(told, value, path, { then = true }) {
    if (!faults(told, value, path).next().value) yield* faults(then, value, path);
  },
  *items(told, value, path) {
    if (types.array(value)) for (const [number, one] of value.entries()) yield* faults(told, one, [...path, number]);
  },
  *maximum(told, value, path) {
    if (types.number(value) && value > told) yield { path, keyword: "maximum" };
  },
  *minItems(told, value, path) {
    if (types.array(value) && value.length < told) yield { path, keyword: "minItems" };
  },
  *minimum(told, value, path) {
    if (types.number(value) && value < told) yield { path, keyword: "minimum" };
  },
  *not(told, value, path) {
    if (!faults(told, value, path).next().value) yield { path, keyword: "not" };
  },
  *pattern(told, value, path) {
    if (types.string(value) && !pattern(told).test(value)) yield { path, keyword: "pattern" };
  },
  *properties(told, value, path) {
    if (!types.object(value)) return;
    for (const [key, one] of Object.entries(told)) {
      if (Object.hasOwn(value, key)) yield* faults(one, value[key], [...path, key]);
    }
  },
  *propertyNames(told, value, path) {
    if (!types.object(value)) return;
    for (const key of Object.keys(value)) {
      if (faults(told, key).next().value) yield { path: [...path, key], keyword: "propertyNames" };
    }
  },
  *required(told, value, path) {
    if (!types.object(value)) return;
    for (const key of told) if (!Object.hasOwn(value, key)) yield { path: [...path, key], keyword: "required" };
  },
  *type(told, value, path) {
    if (![told].flat().some((one) => types[one](value))) yield { path, keyword: "type" };
  },
};

export const keywords = [...passedOver, ...Object.keys(rules)];

export function* faults(schema, value, path = []) {
  if (schema === true) return;
  for (const [keyword, told] of Object.entries(schema)) {
    if (Object.hasOwn(rules, keyword)) yield* rules[keyword](told, value, path, schema);
  }
}
