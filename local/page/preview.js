/** @import { Finding, Preview } from './types.d.ts' */
import { riskBadge } from './badges.js';
import { h } from './dom.js';
import { lineAt, linesOf } from './json-lines.js';
import * as people from './people.js';

/** Lines of the request that are shown around one that something is said about. */
const around = 1;

/**
 * The request's own lines, each with what is said about it right below.
 *
 * @param {string} text
 * @param {readonly { pointer: string, draw: () => Node }[]} remarks
 */
export function drawLines(text, remarks) {
  const places = linesOf(text);
  /** @type {Map<number, Node[]>} */
  const byLine = new Map();
  for (const { pointer, draw } of remarks) {
    const line = lineAt(places, pointer);
    byLine.set(line, [...(byLine.get(line) ?? []), draw()]);
  }
  const isNear = (/** @type {number} */ line) =>
    [...byLine.keys()].some((each) => Math.abs(each - line) <= around);
  const shown = text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    const said = byLine.get(line) ?? [];
    if (!isNear(line)) return [];
    const source = h('code', { class: said.length > 0 ? 'source marked' : 'source' }, content);
    return [h('li', { value: String(line) }, source, said)];
  });
  return h('ol', { class: 'lines', 'data-testid': 'lines' }, shown);
}

/** @param {Finding} finding */
const drawFinding = ({ code, severity, message }) =>
  h(
    'p',
    { class: 'remark', 'data-testid': `finding-${code}` },
    h('span', { class: `badge risk-${severity}` }, severity),
    ' ',
    message,
    ' ',
    h('code', { class: 'code' }, code),
  );

/** @param {Preview['rule']['approvers'][number]} approver */
function nameOf(approver) {
  if (approver.group) return people.groupName(approver.group);
  if (approver.user) return people.nameOf(approver.user);
  return approver.role ? `IAM role ${approver.role}` : `IAM user ${approver.iamUser}`;
}

/**
 * What a request would be: who would have to approve, why AWS would refuse it, and the findings beside their lines.
 *
 * @param {Preview} preview
 * @param {string} text the request as it was written
 */
export function drawPreview({ risk, findings, rule, required, rejections, digest }, text) {
  const approvers = rule.approvers.map(nameOf).join(', ');
  const approvals = `${required} ${required === 1 ? 'approval' : 'approvals'}`;
  return h(
    'div',
    { class: 'preview', 'data-testid': 'preview', role: 'group', 'aria-label': 'Preview', tabindex: '0' },
    h('p', {}, riskBadge(risk), ` It would need ${approvals} of ${approvers} within ${rule.window}.`),
    rejections.map(({ code, message }) =>
      h(
        'p',
        { class: 'rejection', 'data-testid': `rejection-${code}` },
        h('strong', {}, 'AWS would refuse it: '),
        message,
      ),
    ),
    findings.length === 0
      ? h('p', { class: 'fine' }, 'Nothing was found that an approver should know.')
      : drawLines(
          text,
          findings.map((finding) => ({ pointer: finding.pointer, draw: () => drawFinding(finding) })),
        ),
    h('p', { class: 'fine' }, 'Digest ', h('code', {}, digest)),
  );
}
