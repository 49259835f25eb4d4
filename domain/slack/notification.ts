import type { Request } from '../trail/request.ts';
import { personOf } from './outcome.ts';
import { escaped, shortened } from './text.ts';

/** What phones and screen readers say of a card: who asks for what at which risk, or how it stands. Pings nobody. */
export function notificationOf(request: Request): string {
  const { status, summary, validated, requester } = request;
  const what = `${summary.title} ${shortened(summary.name, 150)}`;
  if (status !== 'submitted' && status !== 'pending') return silent(escaped(`${what} is ${status}`));
  const risk = validated ? `: ${validated.risk} risk` : '';
  return silent(`${shortened(personOf(requester), 200)} asks for ${escaped(`${what}${risk}`)}`);
}

/** `@everyone` is a legal name for a role: at the start of a word, an at sign is written so that it pings nobody. */
function silent(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])@/gu, '＠');
}
