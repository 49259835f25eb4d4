import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { inOneLine, spelledOut } from '../text/misleading-text.ts';

/**
 * Makes text inert inside mrkdwn, in one line: `&`, `<` and `>` are all that Slack gives a meaning to by escaping
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping).
 */
export function escaped(text: string): string {
  return inOneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text that Slack shows as it is: nothing in it pings, links or formats. */
export function plain(text: string, longest: number): PlainTextElement {
  return { type: 'plain_text', text: shortened(spelledOut(text), longest), emoji: false };
}

/**
 * Our own words in mrkdwn, with auto-parsing off: without `verbatim`, Slack itself would turn a bare `@everyone`
 * into a mention. Whatever a person wrote must be `escaped` before it gets here.
 */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text: shortened(text, 3000), verbatim: true };
}

/** A time that each reader sees in their own zone. */
export function slackTime(at: string): string {
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} {time}|${at}>`;
}

/** At most `longest` characters, the last being an ellipsis if something was left out. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}
