import type { Preview, Request } from '../api/answers.ts';
import { problemLine } from '../explain.ts';
import type { PlacedProblem } from '../failure.ts';
import { print, type Terminal } from '../terminal/terminal.ts';
import { approversText, outcomeOf, shortName, styleOf, timeLeft } from './words.ts';

/** Writes everything that somebody needs to decide, or to know how a request stands. */
export function describeRequest(request: Request, terminal: Terminal, now: Date): void {
  const { id, type, status, requester, justification, digest, risk, quorum, rule, expiresAt, createdAt } =
    request;
  print(terminal, `${type} ${id}: ${outcomeOf(request)}`, 'bold');
  const fact = (name: string, text: string, style?: ReturnType<typeof styleOf>) =>
    print(terminal, `  ${name.padEnd(10)} ${text}`, style);
  fact('requester', `${shortName(requester)} (${requester})`);
  fact('asked', createdAt);
  fact('why', justification);
  if (risk !== undefined) fact('risk', risk, styleOf(risk));
  if (quorum) fact('approvals', `${quorum.counted} of ${quorum.required}`);
  if (status === 'pending' && rule) fact('approvers', approversText(rule.approvers));
  if (status === 'pending' && expiresAt !== undefined) {
    fact('until', `${expiresAt} (${timeLeft(expiresAt, now)} left)`);
  }
  fact('digest', digest);
  describeDecisions(request, terminal);
  describePlan(request, terminal);
}

function describeDecisions({ decisions }: Request, terminal: Terminal): void {
  for (const { verdict, approver, at, machine, reason } of decisions) {
    const who = machine === undefined ? shortName(approver) : `machine ${machine}`;
    const why = reason === undefined ? '' : `: ${reason}`;
    const did = verdict === 'approve' ? 'approved' : 'denied';
    const principal = who === approver ? '' : ` (${approver})`;
    print(terminal, `  ${did.padEnd(10)} by ${who}${principal} at ${at}${why}`, styleOf(did));
  }
}

/** Writes what a submission would be, and whether anybody would be asked. */
export function describePreview(
  preview: Preview,
  placed: (finding: { pointer: string; code: string; detail: string }) => PlacedProblem,
  terminal: Terminal,
): void {
  const { digest, risk, rule, required, rejections, findings } = preview;
  const fact = (name: string, text: string, style?: ReturnType<typeof styleOf>) =>
    print(terminal, `  ${name.padEnd(10)} ${text}`, style);
  if (rejections.length > 0) print(terminal, 'It would be rejected:', 'red');
  else print(terminal, 'It would be put to approvers.', 'green');
  for (const { code, message } of rejections) print(terminal, `  ${message} (${code})`, 'red');
  fact('risk', risk, styleOf(risk));
  fact('needs', `${required} ${required === 1 ? 'approval' : 'approvals'} within ${rule.window}`);
  fact('approvers', approversText(rule.approvers));
  fact('digest', digest);
  describePlan({ ...preview, findings: [] }, terminal);
  if (findings.length > 0) print(terminal, 'Findings', 'bold');
  for (const { severity, message: detail, pointer, code } of findings) {
    print(
      terminal,
      `  ${severity.padEnd(8)} ${problemLine(placed({ pointer, code, detail }))}`,
      styleOf(severity),
    );
  }
}

/** The calls of a plan with all their parameters, and what was found in them. */
export function describePlan(
  { plan, findings = [] }: Pick<Request, 'plan' | 'findings'>,
  terminal: Terminal,
): void {
  print(terminal, 'Plan', 'bold');
  for (const { operation, account, region, parameters } of plan) {
    print(terminal, `  ${operation} in ${account}, ${region}`);
    for (const [name, value] of Object.entries(parameters)) {
      const [first = '', ...more] = linesOf(value);
      print(terminal, `    ${name}: ${first}`);
      for (const line of more) print(terminal, `    ${line}`);
    }
  }
  if (findings.length > 0) print(terminal, 'Findings', 'bold');
  for (const { severity, code, message, pointer } of findings) {
    print(terminal, `  ${severity.padEnd(8)} ${message}`, styleOf(severity));
    print(terminal, `           ${code} at ${pointer}`, 'dim');
  }
}

/** A parameter for people: a document that is sent as text is laid out as JSON. */
function linesOf(value: unknown): string[] {
  const document = typeof value === 'string' && /^\s*\{/.test(value) ? parsed(value) : value;
  return typeof document === 'string' ? [document] : JSON.stringify(document, undefined, 2).split('\n');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
