import { h } from './dom.js';

/** Every status a request can have, in the order of its life. */
export const statuses = [
  'submitted',
  'pending',
  'approved',
  'created',
  'denied',
  'rejected',
  'expired',
  'cancelled',
  'failed',
];

/**
 * @param {string} status
 * @param {string} [testid]
 */
export const statusBadge = (status, testid) =>
  h('span', { class: `badge status-${status}`, 'data-testid': testid }, status);

/** @param {string} risk */
export const riskBadge = (risk) => h('span', { class: `badge risk-${risk}` }, `${risk} risk`);
