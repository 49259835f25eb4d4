import type { Node } from 'jsonc-parser';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import { Failure, type PlacedProblem } from '../../failure.ts';
import type { JsonSource } from './json-source.ts';
import { apiName, shapes } from './shapes.ts';

interface Problem {
  pointer: string;
  code: string;
  detail: string;
}

/** A submission, and where in the file a problem of it is. */
export interface FileSubmission {
  body: JsonObject;
  placed(problem: Problem): PlacedProblem;
}

/**
 * Makes a submission of what a file holds: parameters as AWS's API or CloudFormation spells them, the skeleton of
 * `aws … --generate-cli-skeleton` with some fields filled in, a CloudFormation resource, or a whole submission.
 * `why` comes before a justification in the file. Throws Failure if the file is about something else.
 */
export function submissionOf(
  source: JsonSource,
  type: RequestTypeName,
  why: string | undefined,
): FileSubmission {
  const { value } = source;
  const isWhole = isJsonObject(value.parameters);
  if (isWhole && value.type !== undefined) refuseOther(source, '"type"', value.type, type);
  if (!isWhole && value.Type !== undefined) refuseOther(source, '"Type"', value.Type, shapes[type].resource);
  const path = isWhole ? ['parameters'] : isJsonObject(value.Properties) ? ['Properties'] : [];
  const found = path.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), value);
  const parameters = isJsonObject(found) ? parametersOf(source, found, type) : {};
  const justification = why ?? (isWhole ? value.justification : undefined);
  const body = {
    ...(isWhole && value),
    ...{ type, parameters },
    ...(justification !== undefined && { justification }),
  };
  return {
    body,
    placed: (problem) => place(problem, { source, type, path, isWhole, isWhy: why !== undefined }),
  };
}

function refuseOther({ name }: JsonSource, field: string, found: Json, expected: string): void {
  if (found === expected) return;
  const what = `${name} is about ${JSON.stringify(found)} (${field}), not ${expected}.`;
  throw new Failure('other-type', what, 'Name the type that the file is about, or another file.');
}

function parametersOf({ name }: JsonSource, found: JsonObject, type: RequestTypeName): JsonObject {
  const parameters = new Map<string, Json>();
  for (const [key, value] of Object.entries(found)) {
    if (isBlank(value)) continue;
    const own = apiName(key, shapes[type]);
    if (parameters.has(own)) {
      const what = `${name} has both ${key} and another spelling of ${own}.`;
      throw new Failure('duplicate-keys', what, 'Keep one of them.');
    }
    parameters.set(own, /^tags$/i.test(own) ? tagsOf(value, type) : value);
  }
  return Object.fromEntries(parameters);
}

/** What a skeleton of the AWS CLI holds where nothing was filled in: empty text, 0, and lists and objects of these. */
function isBlank(value: Json): boolean {
  if (value === '' || value === 0) return true;
  if (Array.isArray(value)) return value.length > 0 && value.every(isBlank);
  return isJsonObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isBlank);
}

function tagsOf(tags: Json, type: RequestTypeName): Json {
  if (!Array.isArray(tags)) return tags;
  return tags.map((tag) =>
    isJsonObject(tag)
      ? Object.fromEntries(Object.entries(tag).map(([key, value]) => [apiName(key, shapes[type]), value]))
      : tag,
  );
}

interface Context {
  source: JsonSource;
  type: RequestTypeName;
  path: string[];
  isWhole: boolean;
  isWhy: boolean;
}

function place({ pointer, code, detail }: Problem, context: Context): PlacedProblem {
  const { source, path, isWhole, isWhy } = context;
  const [first, ...rest] = tokensOf(pointer);
  const told = { pointer, code, detail };
  if (first === 'type') return { ...told, source: 'TYPE' };
  if (first === 'justification' && (isWhy || !isWhole)) return { ...told, source: '--why' };
  const tokens =
    first === 'parameters' ? [...path, ...rest] : [first, ...rest].filter((each) => each !== undefined);
  const { node, key } = deepest(source.tree, tokens, context);
  const isAboutName = (code === 'unknown-field' || code === 'refused-field') && key !== undefined;
  return { ...told, source: source.name, ...source.placeOf((isAboutName ? key : node).offset) };
}

/** `/a~1b/0` (RFC 6901). */
function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that tokens lead to, as far as the file has it: what is missing is missing in what is around it. */
function deepest(node: Node, tokens: string[], { type }: Context): { node: Node; key: Node | undefined } {
  let found: { node: Node; key: Node | undefined } = { node, key: undefined };
  for (const token of tokens) {
    const next = childOf(found.node, token, type);
    if (!next) break;
    found = next;
  }
  return found;
}

function childOf({ type, children = [] }: Node, token: string, requestType: RequestTypeName) {
  if (type === 'array') {
    const node = children[Number(token)];
    return node && { node, key: undefined };
  }
  const entries = children.flatMap(({ children: [key, node] = [] }) => (key && node ? [{ key, node }] : []));
  const isSpelled = (name: unknown) =>
    typeof name === 'string' && apiName(name, shapes[requestType]) === token;
  return entries.find(({ key }) => key.value === token) ?? entries.find(({ key }) => isSpelled(key.value));
}
