/** @import { Audit, Execution, RequestView, WorkflowDefinition } from './types.d.ts' */
import * as api from './api.js';
import { drawAudit } from './audit.js';
import { statusBadge } from './badges.js';
import { openDialog } from './dialogs.js';
import { byId, drawList, h } from './dom.js';
import { drawDecisions, drawFacts, drawPlan, drawResult, drawRisk } from './overview.js';
import * as people from './people.js';
import { titleOf } from './request-types.js';
import { drawTimeline } from './timeline.js';
import { drawWorkflow } from './workflow.js';

/** @type {WorkflowDefinition | undefined} */
let definition;
let shown = '';

/** @param {RequestView} request */
function askToCancel({ id, requester }) {
  const name = people.shortName(requester);
  openDialog({
    title: 'Cancel this request?',
    testid: 'cancel-dialog',
    className: 'small',
    body: h(
      'p',
      {},
      `It is withdrawn as ${name}. Nothing will be created, and nobody can approve it any more.`,
    ),
    close: 'Keep it',
    submit: {
      label: 'Cancel request',
      testid: 'confirm-cancel',
      danger: true,
      run: () => api.cancel(id, name),
    },
  });
}

/**
 * What the request is for, by the name that stands in its parameters.
 *
 * @param {RequestView} request
 */
function nameOf({ parameters, type }) {
  const name = parameters.RoleName ?? parameters.PolicyName ?? parameters.name;
  return typeof name === 'string' ? name : titleOf(type);
}

/** @param {RequestView} request */
function drawHead(request) {
  const open = ['submitted', 'pending'].includes(request.status);
  const cancel = {
    type: 'button',
    class: 'quiet danger',
    'data-testid': 'cancel-request',
    onclick: () => askToCancel(request),
  };
  return h(
    'header',
    { class: 'request-head' },
    h('p', { class: 'kind' }, titleOf(request.type)),
    h('h2', { 'data-testid': 'request-title' }, nameOf(request)),
    h('p', { class: 'head-line' }, statusBadge(request.status, 'request-status'), h('code', {}, request.id)),
    open && h('button', cancel, 'Cancel request'),
  );
}

/**
 * One part of the page about a request: drawn again only when its data changed.
 *
 * @typedef {{ title: string, data: unknown, draw: () => HTMLElement }} Section
 */

/**
 * @param {RequestView} request
 * @param {Audit} audit
 * @param {Execution[]} executions
 * @returns {Section[]}
 */
function sectionsOf(request, audit, executions) {
  const { result, failure, quorum, decisions, risk, findings, plan } = request;
  const machine = definition;
  return [
    { title: '', data: request.status, draw: () => drawHead(request) },
    ...(result || failure
      ? [{ title: result ? 'Created' : 'Failure', data: [result, failure], draw: () => drawResult(request) }]
      : []),
    { title: 'Request', data: request, draw: () => drawFacts(request) },
    { title: 'Decisions', data: [quorum, decisions], draw: () => drawDecisions(request) },
    { title: 'Risk', data: [risk, findings], draw: () => drawRisk(request) },
    ...(machine
      ? [{ title: 'Workflow', data: executions, draw: () => drawWorkflow(machine, executions) }]
      : []),
    { title: 'Timeline', data: audit.events, draw: () => drawTimeline(audit.events) },
    { title: 'Plan', data: plan, draw: () => drawPlan(request) },
    { title: 'Audit trail', data: audit, draw: () => drawAudit(audit) },
  ];
}

/** @param {Section} section */
function drawSection({ title, draw }) {
  if (!title) return draw();
  const id = `section-${title.toLowerCase().replaceAll(' ', '-')}`;
  return h('section', { 'aria-labelledby': id }, h('h3', { id }, title), draw());
}

/** @param {string} text */
function say(text) {
  byId('request').replaceChildren(h('p', { class: 'empty', role: 'alert' }, text));
}

/** Reads the request that is shown again. */
export async function refresh() {
  const id = shown;
  if (!id) return;
  definition ??= (await api.workflow().catch(() => undefined))?.definition;
  try {
    const [request, audit, { executions }] = await Promise.all([
      api.request(id),
      api.audit(id),
      api.executions(id).catch(() => ({ executions: [] })),
    ]);
    if (id !== shown) return;
    drawList(byId('request'), sectionsOf(request, audit, executions), {
      key: ({ title }) => `${id} ${title}`,
      draw: drawSection,
      depends: people.all(),
    });
  } catch (error) {
    if (id === shown) say(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Shows another request.
 *
 * @param {string} id '' for none
 */
export function select(id) {
  if (id === shown) return;
  shown = id;
  byId('request').replaceChildren();
  byId('request').scrollTop = 0;
  byId('no-request').hidden = id !== '';
  void refresh();
}
