/** @import { Audit, AuditEvent } from './types.d.ts' */
import { h, svg } from './dom.js';
import { jsonView } from './json-view.js';
import * as people from './people.js';
import { exact } from './time.js';

const noHash = /^0+$/;

/**
 * A hash with a swatch coloured by it, so that the eye finds the same hash again in the next event.
 *
 * @param {string} hash
 */
function drawHash(hash) {
  const hue = Number.parseInt(hash.slice(0, 4), 16) % 360;
  const fill = noHash.test(hash) ? 'transparent' : `hsl(${hue} 65% 50%)`;
  const swatch = svg('rect', { x: '1', y: '1', width: '8', height: '8', rx: '2', fill, class: 'swatch' });
  return h(
    'code',
    { class: 'hash' },
    svg('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' }, swatch),
    hash,
  );
}

/** @param {AuditEvent} event */
function drawEvent(event) {
  return h(
    'li',
    { class: 'audit-event', 'data-testid': `audit-event-${event.seq}` },
    h('span', { class: 'seq' }, event.seq),
    h(
      'div',
      {},
      h('p', {}, h('strong', {}, event.type), h('span', {}, people.actorName(event.actor)), exact(event.at)),
      h(
        'dl',
        {},
        h('div', {}, h('dt', {}, 'previous'), h('dd', {}, drawHash(event.previousHash))),
        h('div', {}, h('dt', {}, 'hash'), h('dd', {}, drawHash(event.hash))),
      ),
      h(
        'details',
        { 'data-key': `event-${event.seq}` },
        h('summary', {}, 'As it was hashed'),
        jsonView(event),
      ),
    ),
  );
}

/** @param {Audit['chain']} chain */
function drawChain({ valid, length, head }) {
  const verdict = valid ? 'The chain holds' : 'The chain is broken';
  return h(
    'p',
    { class: valid ? 'chain valid' : 'chain broken', 'data-testid': 'chain', role: 'status' },
    h('strong', {}, `${valid ? '✓' : '✕'} ${verdict}`),
    h('span', {}, `${length} ${length === 1 ? 'event' : 'events'}`),
    head && h('code', { title: head }, `head ${head.slice(0, 12)}…`),
  );
}

/**
 * The audit trail: every event with its place in the chain.
 *
 * @param {Audit} audit
 */
export const drawAudit = ({ events, chain }) =>
  h('div', {}, drawChain(chain), h('ol', { class: 'audit', 'data-testid': 'audit' }, events.map(drawEvent)));
