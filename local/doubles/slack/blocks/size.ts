/**
 * How long all blocks of a message may be together. Undocumented; measured by others: markdown blocks alone are refused
 * from 13,297 characters on, 125 earlier with a divider among them (https://github.com/slackapi/bolt-js/issues/2509);
 * rich text was refused at 11,341 characters of text (https://github.com/slackapi/bolt-js/issues/2867).
 */
export const maxBlocks = 13_200;
const eachBlock = 125;

/** As strict as any of that: the JSON, or the texts and 125 for each block, whichever is longer, after escaping. */
export function sizeOfBlocks(blocks: readonly object[]): number {
  let texts = 0;
  const json = asStored(blocks, (text) => {
    texts += text.length;
  });
  return Math.max(json.length, texts + eachBlock * blocks.length);
}

/** Bytes of a view as JSON, after escaping. */
export function sizeOfView(view: unknown): number {
  return Buffer.byteLength(asStored(view, () => {}));
}

/**
 * Slack keeps `&`, `<` and `>` escaped (https://docs.slack.dev/messaging/formatting-message-text#escaping); who writes
 * mrkdwn has done so. `seen` is given each text.
 */
function asStored(value: unknown, seen: (text: string) => void): string {
  const stored = JSON.stringify(value, function (this: object, key: string, part: unknown) {
    if (key !== 'text' || typeof part !== 'string') return part;
    const isMarkup = 'type' in this && (this.type === 'mrkdwn' || this.type === 'markdown');
    const text = isMarkup ? part : part.replace(/[&<>]/g, (character) => entities[character] ?? character);
    seen(text);
    return text;
  });
  return stored ?? '';
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
