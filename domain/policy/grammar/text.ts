import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { pointerTo } from '../../problem.ts';
import { pastedFault } from '../../text/stray-character.ts';
import type { JsonValue } from '../json.ts';
import { ownDuplicates } from './duplicate-keys.ts';
import { isExactNumber, isTrustworthyNumber } from './number.ts';
import { type ProblemList, quoted } from './problems.ts';

/** The deepest legal document has 6 levels; everything up to here gets a problem at the exact place. */
export const maxNesting = 16;

/** What jsonc-parser calls each syntax error, for somebody who looks at that line and column. */
const reasons: Record<string, string> = {
  InvalidSymbol: 'this text is neither a quoted string nor a number, true, false or null',
  InvalidNumberFormat: 'this is not a number as JSON writes it',
  PropertyNameExpected: 'a property name in double quotes is expected here (is there a comma too many?)',
  ValueExpected: 'a value is expected here (is there a comma too many?)',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'nothing may follow the document',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfComment: 'comments are not allowed',
  UnexpectedEndOfString: 'this string is not closed on its line',
  UnexpectedEndOfNumber: 'this number is not complete',
  InvalidUnicode: 'this \\u escape does not have four hexadecimal digits',
  InvalidEscapeCharacter: 'this backslash escape does not exist in JSON',
  InvalidCharacter: 'control characters must be escaped inside strings',
};

/**
 * Reads a policy document that came as a string. Reports syntax errors with line and column, keys that
 * occur twice (`JSON.parse` silently keeps the last, AWS refuses them: IAM policy grammar), and numbers
 * that JavaScript would change. Returns the value, or `undefined` if there is none.
 */
export function parseText(text: string, pointer: string, problems: ProblemList): JsonValue | undefined {
  if (nesting(text) > maxNesting) {
    problems.add(pointer, 'nested-too-deeply', `No policy nests deeper than ${maxNesting} levels.`);
    return undefined;
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const parsed = parseStrictly(text);
  if (parsed === undefined || tree === undefined || errors.length > 0) {
    problems.add(pointer, 'not-json', syntaxDetail(text, errors[0]));
    return undefined;
  }
  inspect(tree, text, pointer, problems);
  return parsed.value;
}

/** `JSON.parse` has the last word on what JSON is: jsonc-parser was made to be lenient. */
function parseStrictly(text: string): { value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function syntaxDetail(text: string, error: ParseError | undefined): string {
  const pasted = pastedFault(text);
  if (pasted !== undefined) return `This is not JSON. ${pasted}`;
  if (error === undefined) return 'This is not JSON. Send the policy as a JSON object or as its JSON text.';
  const before = text.slice(0, error.offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const reason = reasons[printParseErrorCode(error.error)] ?? 'this is not JSON';
  return `This is not JSON. Line ${before.length}, column ${column}: ${reason}.`;
}

/** How deep brackets and braces outside strings nest: counted without recursion, before anything recurses. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

function inspect(node: Node, text: string, pointer: string, problems: ProblemList): void {
  if (node.type === 'number') inspectNumber(node, text, pointer, problems);
  if (node.type === 'object') inspectObject(node, text, pointer, problems);
  if (node.type === 'array')
    for (const [index, element] of (node.children ?? []).entries())
      if (isSuspect(element)) inspect(element, text, pointerTo(pointer, index), problems);
}

/** False for what cannot be wrong: strings, literals, and numbers of up to 15 characters, exact in a double. */
function isSuspect({ type, length }: Node): boolean {
  return type === 'object' || type === 'array' || (type === 'number' && length > 15);
}

/** What the parsed value gives away by itself is reported for objects and texts alike, elsewhere. */
function inspectNumber(node: Node, text: string, pointer: string, problems: ProblemList): void {
  const source = text.slice(node.offset, node.offset + node.length);
  if (isTrustworthyNumber(Number(source)) && !isExactNumber(source))
    problems.add(pointer, 'inexact-number', `${quoted(source)} has too many digits; write it as a string.`);
}

function inspectObject(node: Node, text: string, pointer: string, problems: ProblemList): void {
  for (const { pointer: at, code, detail } of ownDuplicates(node, pointer)) problems.add(at, code, detail);
  for (const { children: [name, value] = [] } of node.children ?? [])
    if (value !== undefined && isSuspect(value))
      inspect(value, text, pointerTo(pointer, String(name?.value)), problems);
}
