import type { ModalView, RichTextBlock, SectionBlock } from '@slack/types';
import { spelledOut } from '../text/misleading-text.ts';
import type { Request } from '../trail/request.ts';
import type { ButtonValue } from './buttons.ts';
import { documentIn } from './document-blocks.ts';
import { labelled, preformatted, quoted } from './rich-text.ts';
import { plain } from './text.ts';

/** What the denial's modal remembers between the click and its submission. */
export interface DenialMetadata extends ButtonValue {
  card: { channel: string; ts: string };
}

/** The modal that asks why a request is denied. */
export function denialView(request: Request, card: DenialMetadata['card']): ModalView {
  const metadata: DenialMetadata = { requestId: request.id, digest: request.digest, card };
  return {
    type: 'modal',
    callback_id: 'deny',
    private_metadata: JSON.stringify(metadata),
    title: plain('Deny this request', 24),
    submit: plain('Deny', 24),
    close: plain('Back', 24),
    blocks: [
      { type: 'section', text: plain(`${request.summary.title}: ${request.summary.name}`, 3000) },
      {
        type: 'input',
        block_id: 'reason',
        label: plain('Why? The requester will read this.', 2000),
        element: {
          type: 'plain_text_input',
          action_id: 'reason',
          multiline: true,
          min_length: 1,
          max_length: 1000,
        },
      },
    ],
  };
}

/** Slices of 2,900 characters, below the 3,000 that Slack takes in one text; by code point, so that none is cut. */
const inBoxes = /[\s\S]{1,2900}/gu;
/** A modal holds 100 blocks and 250 kB (https://docs.slack.dev/surfaces/modals); this leaves room for what else it says. */
const maxBoxes = 80;
const maxBytes = 230_000;

/** The modal that shows who asks for what and why, the whole plan, however long, and every finding. */
export function planView(request: Request): ModalView {
  const text = JSON.stringify(request.plan.map(readable), null, 2);
  const findings = (request.validated ?? request.rejected)?.findings ?? [];
  const notes = findings.map(
    ({ code, severity, pointer, message }) => `${severity} ${code} ${pointer}\n${message}`,
  );
  const everything = [...boxes(text), ...boxes(notes.join('\n\n'))];
  const shown = everything.slice(0, roomFor(everything));
  return {
    type: 'modal',
    callback_id: 'plan',
    title: plain('Everything', 24),
    close: plain('Close', 24),
    blocks: [
      labelled([
        [request.summary.title, request.summary.name],
        ['Creates', request.summary.resource],
        ['Requester', `${request.requester.name ?? ''} ${request.requester.id}`],
        ['Request', request.id],
        ['Digest', request.digest],
      ]),
      quoted('Justification, in the words of the requester', request.justification),
      ...shown,
      ...(shown.length < everything.length ? [rest(request)] : []),
    ],
  };
}

/** How many boxes fit, as JSON, which is what Slack counts. */
function roomFor(blocks: readonly RichTextBlock[]): number {
  let bytes = 0;
  const tooMany = blocks.findIndex((block, index) => {
    bytes += Buffer.byteLength(JSON.stringify(block));
    return index >= maxBoxes || bytes > maxBytes;
  });
  return tooMany < 0 ? blocks.length : tooMany;
}

function rest({ id }: Request): SectionBlock {
  return {
    type: 'section',
    text: plain(`There is more than a window holds: read it at GET /requests/${id}.`, 3000),
  };
}

/** A planned call with its policy documents opened up, so that they can be read. */
function readable(call: Request['plan'][number]) {
  const parameters = Object.entries(call.parameters).map(([name, value]) => [
    name,
    documentIn(value) ?? value,
  ]);
  return { ...call, parameters: Object.fromEntries(parameters) };
}

function boxes(text: string): RichTextBlock[] {
  return (spelledOut(text).match(inBoxes) ?? []).map(preformatted);
}
