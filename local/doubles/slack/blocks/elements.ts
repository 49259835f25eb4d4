import * as z from 'zod';
import { anyText, chosenId, plainText } from './text.ts';

/** What stands inside blocks (https://docs.slack.dev/reference/block-kit/block-elements), with Slack's limits. */
const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

export const button = z.strictObject({
  type: z.literal('button'),
  action_id: chosenId,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const option = z.strictObject({
  text: anyText(75),
  value: z.string().max(150),
  description: anyText(75).optional(),
});

export const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  action_id: chosenId,
  placeholder: plainText(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: chosenId,
  options: z.array(option).min(1).max(5),
  confirm: confirm.optional(),
});

export const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: chosenId,
  placeholder: plainText(150).optional(),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  focus_on_load: z.boolean().optional(),
});

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.url().max(3000),
  alt_text: z.string().max(2000),
});

export const interactive = z.discriminatedUnion('type', [button, staticSelect, overflow]);
export type Button = z.infer<typeof button>;
