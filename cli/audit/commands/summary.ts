import { timeOfDay } from '../../deployment/time-of-day.ts';
import type { Proof } from '../verify/proof.ts';

const number = new Intl.NumberFormat('en');

/** One line about what holds, and how much does not. */
export function summaryOf(proof: Proof, findings: number): string {
  const { firstDue, requests, events, digests, from, to, signedBy, begunBefore, older, uncovered } = proof;
  const keys = signedBy.map((fingerprint) => `sha256:${fingerprint}`).join(' and ');
  const parts = [
    `${count(requests, 'request')}, ${count(events, 'event')}, ${count(digests, 'digest')}`,
    ...(from !== undefined && to !== undefined ? [`from ${from} to ${to}`] : []),
    firstDue === undefined
      ? `signed by ${keys || 'no trusted key'}`
      : `the first digest is not due until ${timeOfDay(firstDue)}`,
    ...(begunBefore > 0 ? [`${count(begunBefore, 'request')} began before`] : []),
    ...(older > 0 ? [`${count(older, 'event')} from before the archive, proven by their chains alone`] : []),
    ...(uncovered > 0 ? [`${count(uncovered, 'object')} archived since, not proven yet`] : []),
  ];
  const verdict = findings === 0 ? 'sound' : `not sound, ${count(findings, 'finding')}; what holds`;
  return `${verdict}: ${parts.join('; ')}`;
}

function count(amount: number, thing: string): string {
  return `${number.format(amount)} ${thing}${amount === 1 ? '' : 's'}`;
}
