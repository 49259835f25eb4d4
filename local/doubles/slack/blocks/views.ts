import * as z from 'zod';
import { blockList } from './blocks.ts';
import { plainText } from './text.ts';

/** A modal (https://docs.slack.dev/surfaces/modals): one with an input needs something to submit it with. */
export const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: blockList(100),
    private_metadata: z.string().max(3000).default(''),
    callback_id: z.string().max(255).default(''),
    external_id: z.string().max(255).default(''),
    clear_on_close: z.boolean().default(false),
    notify_on_close: z.boolean().default(false),
  })
  .refine(
    ({ blocks, submit }) => submit !== undefined || !blocks.some(({ type }) => type === 'input'),
    'submit is required for views with input blocks',
  );
export type Modal = z.output<typeof modal>;

/** The longest view, in bytes of JSON (https://docs.slack.dev/surfaces/modals). */
export const maxView = 250_000;
