/** @import { Decision, Finding, PlannedCall, RequestView } from './types.d.ts' */
import { riskBadge } from './badges.js';
import { h } from './dom.js';
import { jsonView } from './json-view.js';
import * as people from './people.js';
import { ago, exact } from './time.js';

/**
 * @param {string} term
 * @param {...(Node | string)} description
 */
export const fact = (term, ...description) => h('div', {}, h('dt', {}, term), h('dd', {}, ...description));

/**
 * Whether its time still runs: what is created, denied or the like does not expire any more.
 *
 * @param {RequestView} request
 */
const isOpen = ({ status }) => ['submitted', 'pending', 'approved'].includes(status);

/** @param {RequestView} request */
export function drawFacts(request) {
  const { digest, expiresAt } = request;
  return h(
    'dl',
    { class: 'facts' },
    fact('Requester', people.shortName(request.requester)),
    fact('Submitted', ago(request.createdAt)),
    request.updatedAt && fact('Updated', ago(request.updatedAt)),
    expiresAt && isOpen(request) && fact('Expires', ago(expiresAt)),
    h(
      'div',
      { class: 'wide' },
      h('dt', {}, 'Justification'),
      h('dd', { class: 'plain-text' }, request.justification),
    ),
    digest && h('div', { class: 'wide' }, h('dt', {}, 'Digest'), h('dd', {}, h('code', {}, digest))),
  );
}

/** @param {Finding} finding */
function drawFinding(finding) {
  return h(
    'li',
    { class: `finding risk-${finding.severity}` },
    h('strong', {}, finding.severity),
    h(
      'div',
      {},
      h('p', {}, finding.message),
      h(
        'p',
        { class: 'fine' },
        h('code', {}, finding.code),
        finding.pointer && h('code', {}, finding.pointer),
      ),
    ),
  );
}

/** @param {RequestView} request */
export function drawRisk({ risk, findings = [] }) {
  if (!risk) return h('p', { class: 'fine' }, 'Not assessed yet.');
  return h(
    'div',
    {},
    riskBadge(risk),
    findings.length > 0
      ? h('ul', { class: 'findings' }, findings.map(drawFinding))
      : h('p', { class: 'fine' }, 'Nothing was noticed in its policies.'),
  );
}

/** @param {PlannedCall} call */
const drawCall = (call) =>
  h(
    'figure',
    {},
    h(
      'figcaption',
      {},
      h('strong', {}, call.operation),
      h('span', {}, `account ${call.account}`),
      h('span', {}, call.region),
    ),
    jsonView(call.parameters),
  );

/** @param {RequestView} request */
export const drawPlan = ({ plan = [] }) => h('div', {}, plan.map(drawCall));

/** @param {Decision} decision */
function drawDecision({ verdict, approver, at, machine, reason }) {
  const name = people.approverName(approver, machine);
  const done = verdict === 'approve' ? 'approved' : 'denied';
  return h(
    'li',
    { class: `decision ${done}` },
    people.avatar(name),
    h(
      'div',
      {},
      h('p', {}, h('strong', {}, name), ` ${done} `, exact(at)),
      reason && h('blockquote', { class: 'plain-text' }, reason),
    ),
  );
}

/** @param {RequestView} request */
export function drawDecisions({ quorum, decisions = [] }) {
  const { counted, required } = quorum ?? { counted: 0, required: 0 };
  const dots = Array.from({ length: required }, (_, index) =>
    h('span', { class: index < counted ? 'dot filled' : 'dot', 'aria-hidden': 'true' }),
  );
  return h(
    'div',
    {},
    required > 0 &&
      h('p', { class: 'quorum', 'data-testid': 'quorum' }, dots, `${counted} of ${required} approvals`),
    decisions.length > 0
      ? h('ul', { class: 'decisions' }, decisions.map(drawDecision))
      : h('p', { class: 'fine' }, 'Nobody has decided yet.'),
  );
}

/** @param {RequestView} request */
export function drawResult({ result, failure, next = [] }) {
  if (!failure) {
    return h(
      'div',
      {},
      h('p', { class: 'outcome good', 'data-testid': 'request-result' }, h('code', {}, result?.arn)),
      next.map((sentence) => h('p', { class: 'fine' }, sentence)),
    );
  }
  const { code, message } = failure;
  return h(
    'div',
    { class: 'outcome bad', 'data-testid': 'request-failure' },
    h('p', { class: 'plain-text' }, message),
    h('code', { class: 'fine' }, code),
  );
}
