import type { ContextBlock, KnownBlock, RichTextBlock } from '@slack/types';
import { anonymous } from '../digest.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { PlannedCall } from '../plan.ts';
import { inOneLine, spelledOut } from '../text/misleading-text.ts';
import type { Request } from '../trail/request.ts';
import type { CardSurroundings } from './card-surroundings.ts';
import { preformatted } from './rich-text.ts';
import { escaped, mrkdwn, shortened } from './text.ts';

/**
 * All blocks of a message may be about 13,200 characters as JSON, after escaping; nobody says so but Slack's refusals
 * (https://github.com/slackapi/bolt-js/issues/2509). This leaves room for what is counted otherwise.
 */
const maxOfBlocks = 12_000;
/** Documents are shortened so far that all fits, the first of these that does. */
const lengths = [1500, 700, 300, 100];

/**
 * What the digest covers, below the buttons: a box with the plain parameters of each call, and one for each policy
 * document, as far as there is room beside `others`; and where the whole is.
 */
export function documentBlocks(
  request: Request,
  around: CardSurroundings,
  others: readonly KnownBlock[],
): KnownBlock[] {
  const last = whereTheWholeIs(request, around);
  for (const longest of lengths) {
    const blocks = [...boxesOf(request, longest), last];
    if (sizeOf([...others, ...blocks]) <= maxOfBlocks) return blocks;
  }
  return [last];
}

function boxesOf({ plan, summary }: Request, longest: number): RichTextBlock[] {
  const [first, ...others] = plan.map(anonymous);
  if (first === undefined) return [];
  const { plain, documents } = partsOf(first.parameters);
  return [
    box(`${first.operation} ${inOneLine(summary.resource)}`, plain.join('\n'), longest),
    ...documents.map(({ name, text }) => box(name, text, longest)),
    ...furtherBoxes(first, others, longest),
  ];
}

/**
 * The calls that follow, without what they repeat of the first: a box for each document, and one for all calls of an
 * operation that have none. A message holds 50 blocks.
 */
function furtherBoxes(first: PlannedCall, others: readonly PlannedCall[], longest: number): RichTextBlock[] {
  const further = others.map(({ operation, parameters }) => {
    const own = Object.entries(parameters).filter(([name, value]) => first.parameters[name] !== value);
    return { operation, ...partsOf(Object.fromEntries(own)) };
  });
  const bare = further.filter(({ documents }) => documents.length === 0);
  return [
    ...further.flatMap(({ operation, plain, documents }) =>
      documents.map(({ text }) => box(`${operation} ${plain.join(', ')}`, text, longest)),
    ),
    ...[...Map.groupBy(bare, ({ operation }) => operation)].map(([operation, calls]) =>
      box(operation, calls.map(({ plain }) => plain.join(', ')).join('\n'), longest),
    ),
  ];
}

/** The parameters that say something: plain ones in a line each, and policy documents. */
function partsOf(parameters: JsonObject): { plain: string[]; documents: { name: string; text: string }[] } {
  const all = Object.entries(parameters)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => ({ name, value, document: documentIn(value) }));
  return {
    plain: all
      .filter(({ document }) => document === undefined)
      .map(({ name, value }) => `${name}: ${JSON.stringify(value)}`),
    documents: all.flatMap(({ name, document }) =>
      document === undefined ? [] : [{ name, text: JSON.stringify(document, null, 2) }],
    ),
  };
}

/** A parameter that says nothing. */
function isEmpty(value: Json): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** Text under its name; if some is left out, it says so, since it could be the part that matters. */
function box(name: string, content: string, longest: number): RichTextBlock {
  const text = spelledOut(content);
  const rest = text.length > longest ? '\n(shortened: View everything shows the rest)' : '';
  return preformatted(`${shortened(spelledOut(name), longest)}\n${shortened(text, longest)}${rest}`);
}

function whereTheWholeIs({ id }: Request, { requestUrl }: CardSurroundings): ContextBlock {
  const everything = 'View everything shows all of it, with who asks and why.';
  const link = requestUrl && ` <${escaped(requestUrl.replaceAll('{id}', id))}|Open the request>`;
  return { type: 'context', elements: [mrkdwn(`${everything}${link ?? ''}`)] };
}

/** Length as Slack counts it: JSON, in which `&`, `<` and `>` are escaped. */
function sizeOf(blocks: readonly KnownBlock[]): number {
  const json = JSON.stringify(blocks);
  return json.length + 4 * (json.match(/[&<>]/g)?.length ?? 0);
}

/** The JSON object that a text parameter holds, if it holds one: a policy document. */
export function documentIn(value: Json): Json | undefined {
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    const parsed: Json = JSON.parse(value);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
