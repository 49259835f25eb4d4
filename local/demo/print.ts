import type { Audit, Request, RequestType } from './client.ts';

/** An audit trail for people: when, what, who, and how each event's hash begins. */
export function describeTrail({ title }: RequestType, request: Request, { events, chain }: Audit): string {
  const what = request.result?.arn ?? request.id;
  const width = Math.max(...events.map(({ type }) => type.length));
  const lines = events.map(({ at, type, actor, detail, hash }) => {
    const reason = typeof detail.reason === 'string' ? ` "${detail.reason}"` : '';
    return `  ${at}  ${type.padEnd(width)}  ${hash.slice(0, 12)}  ${nameOf(actor)}${reason}`;
  });
  const verdict = chain.valid ? 'valid' : 'BROKEN';
  return [
    `${title}: ${request.status}: ${what}`,
    ...lines,
    `  Chain ${verdict}: ${chain.length} events, head ${chain.head.slice(0, 12)}`,
    '',
  ].join('\n');
}

/** An ARN by its last part: the session or the user. */
function nameOf({ kind, id, name }: Audit['events'][number]['actor']): string {
  return `${kind} ${name ?? id.split('/').at(-1)}`;
}
