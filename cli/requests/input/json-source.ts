import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import { Failure, type PlacedProblem } from '../../failure.ts';
import { type Source, skeletonAdvice } from './read-file.ts';

/** A JSON object and where each of its values is. */
export interface JsonSource {
  name: string;
  value: JsonObject;
  tree: Node;
  /** Line and column of an offset, both from 1. */
  placeOf(offset: number): { line: number; column: number };
}

/** Reads a JSON object. Throws Failure that names each place where it is none. */
export function jsonSource({ name, text }: Source): JsonSource {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const placeOf = (offset: number) => placeIn(text, offset);
  const [error] = errors;
  if (error || !tree) throw notJson(name, text, error && { ...error, ...placeOf(error.offset) });
  const value: Json = JSON.parse(text);
  if (!isJsonObject(value)) {
    throw new Failure('no-object', `${name} holds ${nameOf(tree)}, not an object { … }.`, skeletonAdvice);
  }
  const doubles = duplicatesIn(tree).map((key) => duplicate(name, key, placeOf(key.offset)));
  if (doubles.length > 0) {
    throw new Failure('duplicate-keys', `${name} says some things twice.`, 'Keep one of each.', doubles);
  }
  return { name, value, tree, placeOf };
}

type Placed = ParseError & { line: number; column: number };

function notJson(name: string, text: string, error: Placed | undefined): Failure {
  if (isYaml(text)) {
    const advice = `Convert it first: yq -o json . ${name.startsWith('(') ? 'FILE' : name}`;
    return new Failure('yaml', `${name} looks like YAML; countersign takes JSON.`, advice);
  }
  if (!error) return new Failure('not-json', `${name} is no JSON.`, skeletonAdvice);
  const { line, column } = error;
  const detail = errorWords[printParseErrorCode(error.error)] ?? 'This is no JSON.';
  const problem = { pointer: '', code: 'not-json', detail, source: name, line, column };
  return new Failure('not-json', `${name} is no JSON.`, 'Correct it at that place.', [problem]);
}

const errorWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This word is no JSON: text stands in double quotes.',
  InvalidNumberFormat: 'This number is no JSON number.',
  PropertyNameExpected: 'A name in double quotes is missing here; after the last entry there is no comma.',
  ValueExpected: 'A value is missing here; after the last entry there is no comma.',
  ColonExpected: 'A colon is missing here.',
  CommaExpected: 'A comma is missing here.',
  CloseBraceExpected: 'A closing } is missing here.',
  CloseBracketExpected: 'A closing ] is missing here.',
  EndOfFileExpected: 'There is more after the end of the object.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfComment: 'JSON has no comments.',
  UnexpectedEndOfString: 'The text has no closing double quote.',
  UnexpectedEndOfNumber: 'The number ends too early.',
  InvalidUnicode: 'An escape \\u has four hexadecimal digits.',
  InvalidEscapeCharacter: 'There is no such escape: \\\\, \\", \\n, \\t and \\u0000 are some.',
  InvalidCharacter: 'A control character stands in the text; write it as an escape, such as \\n.',
};

/** `Name: …` or `- …` or `---` at the start of the first line that says something. */
function isYaml(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  return /^(---\s*$|- |['"]?[\w:.-]+['"]?:(\s|$))/.test(first.trim());
}

function nameOf({ type }: Node): string {
  return type === 'array' ? 'a list' : type === 'string' ? 'a text' : `a ${type}`;
}

/** Names that an object has before, anywhere below. */
function duplicatesIn(node: Node): Node[] {
  const below = (node.children ?? []).flatMap(duplicatesIn);
  if (node.type !== 'object') return below;
  const seen = new Set<unknown>();
  const own = (node.children ?? []).flatMap(({ children: [key] = [] }) => {
    if (key === undefined) return [];
    const isDouble = seen.has(key.value);
    seen.add(key.value);
    return isDouble ? [key] : [];
  });
  return [...own, ...below];
}

function duplicate(source: string, { value }: Node, place: { line: number; column: number }): PlacedProblem {
  const detail = `${JSON.stringify(value)} is there before: only one of the two could count.`;
  return { pointer: '', code: 'duplicate-key', detail, source, ...place };
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}
