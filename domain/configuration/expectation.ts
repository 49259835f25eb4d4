import * as z from 'zod';
import { configurationSchema } from './configuration.ts';

/** One value of the configuration, as its JSON Schema has it. */
type Schema = z.core.JSONSchema.JSONSchema;
type Path = readonly PropertyKey[];

const whole: Schema = z.toJSONSchema(configurationSchema, { io: 'input', unrepresentable: 'any' });

/** What is to be written at a place, in words. Throws nothing: of a place that does not exist it says `nothing`. */
export function expectedAt(path: Path): string {
  return alternatives(schemasAt(path).map(inWords)) || 'nothing';
}

/** The names of the options that there are at a place; none where names are free or there is no object. */
export function optionsAt(path: Path): string[] {
  const names = schemasAt(path)
    .flatMap(formsOf)
    .flatMap(({ properties = {}, propertyNames }) => [...Object.keys(properties), ...namesOf(propertyNames)]);
  return [...new Set(names)];
}

/** The words that may stand at a place, where only certain ones may. */
export function wordsAt(path: Path): string[] {
  return schemasAt(path)
    .flatMap(formsOf)
    .flatMap((schema) => (schema.const === undefined ? (schema.enum ?? []) : [schema.const]))
    .filter((word) => typeof word === 'string');
}

/** What may stand as a name at a place where names are free, such as those of tags. */
export function expectedNameAt(path: Path): string {
  const names = schemasAt(path).flatMap(({ propertyNames }) => schemaOf(propertyNames));
  return alternatives(names.map(inWords)) || 'no name';
}

function schemasAt(path: Path): Schema[] {
  return path.reduce<Schema[]>((schemas, key) => schemas.flatMap(formsOf).flatMap(below(key)), [whole]);
}

const below =
  (key: PropertyKey) =>
  (schema: Schema): Schema[] => {
    if (typeof key === 'number') return entriesOf(schema);
    const { properties, additionalProperties } = schema;
    return schemaOf(properties?.[String(key)] ?? additionalProperties);
  };

/** A value of several forms as each of them. */
function formsOf(schema: Schema): Schema[] {
  return schema.anyOf ? schema.anyOf.flatMap(schemaOf).flatMap(formsOf) : [schema];
}

function schemaOf(schema: Schema | boolean | undefined): Schema[] {
  return typeof schema === 'object' ? [schema] : [];
}

function entriesOf({ items }: Schema): Schema[] {
  return Array.isArray(items) ? [] : schemaOf(items);
}

function namesOf(names: Schema | boolean | undefined): string[] {
  return schemaOf(names).flatMap((schema) => (schema.enum ?? []).map(String));
}

function inWords(schema: Schema): string {
  if (schema.description !== undefined) return schema.description;
  if (schema.anyOf) return alternatives(schema.anyOf.flatMap(schemaOf).map(inWords));
  if (schema.const !== undefined) return written(schema.const);
  if (schema.enum) return `one of ${schema.enum.map(written).join(', ')}`;
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numberInWords(schema);
    case 'array':
      return `a list, each entry ${alternatives(entriesOf(schema).map(inWords))}`;
    case 'object':
      return objectInWords(schema);
    case 'string':
      return textInWords(schema);
    default:
      return 'something else';
  }
}

function textInWords({ maxLength }: Schema): string {
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`;
}

function numberInWords({ type, minimum, exclusiveMinimum, maximum }: Schema): string {
  const number = type === 'integer' ? 'a whole number' : 'a number';
  const least = minimum === undefined ? `above ${exclusiveMinimum} up` : `from ${minimum}`;
  return `${number} ${least} to ${maximum}`;
}

function objectInWords({ properties, required, propertyNames, additionalProperties }: Schema): string {
  if (properties === undefined) {
    const names = namesOf(propertyNames).map(key).join(', ');
    const values = schemaOf(additionalProperties).map(inWords).join();
    return `an object with ${names ? `any of ${names}, each` : 'values that are'} ${values}`;
  }
  const names = required ?? Object.keys(properties);
  const members = names.map((name) => {
    const values = schemaOf(properties[name]).filter(
      ({ const: only }) => only !== undefined || names.length === 1,
    );
    return [key(name), ...values.map(inWords)].join(': ');
  });
  return `{ ${members.join(', ')} }`;
}

const key = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`);

function written(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function alternatives(phrases: readonly string[]): string {
  return [...new Set(phrases)].join(', or ');
}
