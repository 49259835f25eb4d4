import * as z from 'zod';
import { image, interactive, plainTextInput, staticSelect } from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, chosenId, mrkdwn, plainText } from './text.ts';

/** The blocks that an app may send (https://docs.slack.dev/reference/block-kit/blocks), with Slack's limits. */
const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: chosenId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.union([interactive, image]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'must have text or fields');

const block = z.discriminatedUnion('type', [
  section,
  richText,
  z.strictObject({ type: z.literal('divider'), block_id: chosenId }),
  z.strictObject({ type: z.literal('header'), block_id: chosenId, text: plainText(150) }),
  z.strictObject({ type: z.literal('markdown'), block_id: chosenId, text: z.string().min(1).max(12_000) }),
  z.strictObject({
    type: z.literal('context'),
    block_id: chosenId,
    elements: z
      .array(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: chosenId,
    elements: z
      .array(interactive)
      .min(1)
      .max(25)
      .refine((elements) => distinct(elements.map(({ action_id }) => action_id)), 'action_id must be unique'),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id: chosenId,
    label: plainText(2000),
    element: z.discriminatedUnion('type', [plainTextInput, staticSelect]),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
]);

export type Block = z.infer<typeof block>;

/** A list of at most `most` blocks: 50 in a message, 100 in a view. */
export function blockList(most: number) {
  return z
    .array(block)
    .max(most)
    .refine((blocks) => distinct(blocks.map(({ block_id }) => block_id)), 'block_id must be unique');
}

/** The blocks with the ids that Slack makes up for those that have none. */
export function withIds(blocks: readonly Block[], newId: () => string): Block[] {
  return blocks.map((one) => ({ ...one, block_id: one.block_id ?? newId().slice(0, 8) }));
}

function distinct(ids: readonly (string | undefined)[]): boolean {
  const chosen = ids.filter((id) => id !== undefined);
  return new Set(chosen).size === chosen.length;
}
