import type { RichTextBlock } from '@slack/types';
import { anonymous } from '../digest.ts';
import { isJsonObject, type Json } from '../json.ts';
import { spelledOut } from '../misleading-text.ts';
import type { PlannedCall } from '../plan.ts';
import { preformatted } from './rich-text.ts';
import { shortened } from './text.ts';

/** A rich text element takes more, but all blocks of a message together about 13,000 characters. */
const mostOfDocument = 2500;
const mostOfParameters = 1000;

/** What the digest covers: a box with the plain parameters of each call, and one for each policy document. */
export function planBlocks(plan: readonly PlannedCall[]): RichTextBlock[] {
  return plan.map(anonymous).flatMap(({ operation, parameters }) => {
    const all = Object.entries(parameters).map(([name, value]) => ({
      name,
      value,
      document: documentIn(value),
    }));
    const lines = all
      .filter(({ document }) => document === undefined)
      .map(({ name, value }) => `${name}: ${JSON.stringify(value)}`);
    const documents = all.flatMap(({ name, document }) =>
      document ? [box(name, JSON.stringify(document, null, 2), mostOfDocument)] : [],
    );
    return [box(operation, lines.join('\n'), mostOfParameters), ...documents];
  });
}

/** Text under its name; if some is left out, it says so, since it could be the part that matters. */
function box(name: string, content: string, longest: number): RichTextBlock {
  const text = spelledOut(content);
  const rest = text.length > longest ? '\n(shortened: View everything shows the rest)' : '';
  return preformatted(`${name}\n${shortened(text, longest)}${rest}`);
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
