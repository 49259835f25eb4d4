/** @import { AuditEvent } from './types.d.ts' */
import { h } from './dom.js';
import * as people from './people.js';
import { exact } from './time.js';

/**
 * A value of an event's detail as text; '' where it is not there.
 *
 * @param {AuditEvent} event
 * @param {...string} path
 */
function detail(event, ...path) {
  /** @type {unknown} */
  let value = event.detail;
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : '';
  }
  return value === undefined || typeof value === 'object' ? '' : String(value);
}

/**
 * @param {AuditEvent} event
 * @param {string} key
 */
function list(event, key) {
  const value = Object.entries(event.detail).find(([name]) => name === key)?.[1];
  return Array.isArray(value) ? value.join(', ') : '';
}

/** @param {AuditEvent} event */
const tally = (event) => `${detail(event, 'counted')} of ${detail(event, 'required')}`;

/** @param {AuditEvent} event */
const reason = (event) => detail(event, 'reason', 'message') || detail(event, 'reason');

/**
 * What each event says, and how it is coloured.
 *
 * @type {Record<string, [tone: 'plain' | 'good' | 'bad' | 'warn', say: (event: AuditEvent, who: string) => string, more?: (event: AuditEvent) => string]>}
 */
const sentences = {
  'request.submitted': [
    'plain',
    (_, who) => `${who} asked for it`,
    (event) => detail(event, 'justification'),
  ],
  'request.validated': [
    'plain',
    (event) => `Checked: ${detail(event, 'risk')} risk, ${detail(event, 'required')} approval(s) needed`,
  ],
  'request.rejected': ['bad', () => 'Refused by a check', reason],
  'approval.requested': ['plain', () => 'Approvers were asked in Slack'],
  'approval.granted': ['good', (event, who) => `${who} approved (${tally(event)})`],
  'approval.denied': ['bad', (_, who) => `${who} denied it`, reason],
  'approval.refused': [
    'warn',
    (event, who) => `${who} tried to ${detail(event, 'verdict')} and may not`,
    reason,
  ],
  'approval.withdrawn': ['warn', () => 'An approval no longer counts', reason],
  'approval.reminded': ['plain', () => 'Approvers were reminded'],
  'request.expired': ['warn', (event) => `Expired while ${detail(event, 'while')}`],
  'request.cancelled': ['warn', (_, who) => `${who} cancelled it`],
  'creation.paused': ['warn', () => 'Creation is paused by an operator'],
  'creation.resumed': ['plain', () => 'Creation goes on'],
  'creation.attempted': ['plain', (event) => `${detail(event, 'operation')} was sent`],
  'creation.refused': ['bad', () => 'Creation was refused', reason],
  'resource.created': ['good', () => 'Created', (event) => detail(event, 'arn')],
  'resource.adopted': ['good', () => 'Found as created earlier', (event) => detail(event, 'arn')],
  'resource.failed': ['bad', () => 'AWS refused to create it', reason],
  'creation.undone': [
    'plain',
    () => 'What was created in part is removed',
    (event) => list(event, 'removed'),
  ],
  'creation.undo-failed': [
    'bad',
    (event) => `What was created in part could not be removed: ${list(event, 'remains')}`,
    reason,
  ],
};

/** @param {AuditEvent} event */
function whoOf(event) {
  const { actor } = event;
  const decides = actor.kind === 'iam' && event.type.startsWith('approval.');
  return decides ? people.approverName(actor.id, detail(event, 'machine')) : people.actorName(actor);
}

/** @param {AuditEvent} event */
function drawEvent(event) {
  const [tone, say, more] = sentences[event.type] ?? ['plain', () => event.type];
  const extra = more?.(event);
  return h(
    'li',
    { class: `tone-${tone}` },
    h('p', {}, say(event, whoOf(event)), ' ', exact(event.at)),
    extra && h('p', { class: 'plain-text more' }, extra),
  );
}

/**
 * A request's story in sentences, oldest first.
 *
 * @param {AuditEvent[]} events
 */
export const drawTimeline = (events) =>
  h('ol', { class: 'timeline', 'data-testid': 'timeline' }, events.map(drawEvent));
