import type { RichTextBlock } from '@slack/types';
import { inOneLine, spelledOut } from '../text/misleading-text.ts';
import { shortened } from './text.ts';

/**
 * What somebody wrote, in a quote under a label of ours: all its lines stand behind the quote's bar, so that none can
 * pass for a fact (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block).
 */
export function quoted(label: string, text: string, longest = 3000): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: label, style: { bold: true } }],
      },
      {
        type: 'rich_text_quote',
        elements: [{ type: 'text', text: shortened(spelledOut(text), longest) }],
      },
    ],
  };
}

/** Facts under their names. Slack shows the texts of rich text literally: no mention, link or style comes out of them. */
export function labelled(facts: readonly (readonly [label: string, value: string])[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: facts.flatMap(([label, value], index) => [
          { type: 'text' as const, text: `${index > 0 ? '\n' : ''}${label}: `, style: { bold: true } },
          { type: 'text' as const, text: shortened(inOneLine(value).trim() || '–', 3000) },
        ]),
      },
    ],
  };
}

/** Text in a fixed-width box, shown literally. */
export function preformatted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}
