import type * as z from 'zod';
import { Failure, type PlacedProblem } from '../failure.ts';
import type { problem } from './answers.ts';

/** Nothing answered, or not in time. */
export class Unreachable extends Failure {
  /** Whether the next try may fare better: a name that is wrong stays wrong. */
  readonly mayPass: boolean;

  constructor({ host }: URL, cause: unknown) {
    const code = codeOf(cause);
    const [what, todo] = networkAdvice(host, code);
    super('network', what, todo);
    this.cause = cause;
    this.mayPass = code !== 'ENOTFOUND' && !isCertificate(code);
  }
}

/** Something answered that is not Countersign. */
export class Unreadable extends Failure {
  constructor({ origin, pathname }: URL, status: number) {
    super(
      'not-countersign',
      `What answers at ${origin}${pathname} (${status}) is not Countersign.`,
      'Check the address: COUNTERSIGN_URL, ~/.config/countersign.json, or the output ApiUrl of the stack.',
    );
  }
}

/** The API refused; its own words say why. */
export class Refused extends Failure {
  readonly #told: z.infer<typeof problem>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    told: z.infer<typeof problem>,
    retryAfterSeconds?: number,
    problems: readonly PlacedProblem[] | undefined = told.errors,
  ) {
    const code = told.type.replace(/^urn:countersign:problem:/, '');
    super(code, sentence(told.detail), adviceOn(code, told.status), problems);
    this.#told = told;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return this.#told.status;
  }

  /** The same, with the place of each problem in what was sent. */
  placed(placeOf: (problem: PlacedProblem) => PlacedProblem): Refused {
    return new Refused(this.#told, this.retryAfterSeconds, this.problems.map(placeOf));
  }
}

/** More than API Gateway's tolerance of five minutes is what makes signatures fail; a minute less is said already. */
const tolerableMilliseconds = 4 * 60_000;

/** What to say instead where a signature failed since the clock here is wrong, told by the answer's own date. */
export function clockProblem(type: string, date: string | null, now: Date): Failure | undefined {
  const isOfSignature = /:(invalid-signature|expired-credentials)$/.test(type);
  const off = now.getTime() - Date.parse(date ?? '');
  if (!isOfSignature || !(Math.abs(off) > tolerableMilliseconds)) return undefined;
  const minutes = Math.round(Math.abs(off) / 60_000);
  return new Failure(
    'wrong-clock',
    `The clock of this computer is ${minutes} minutes ${off > 0 ? 'ahead' : 'behind'}; AWS takes signatures within five.`,
    'Set the clock (on Linux: timedatectl set-ntp true), then try again.',
  );
}

const advice: Readonly<Record<string, string>> = {
  'expired-credentials': 'Sign in again (aws sso login), or set new credentials.',
  'invalid-signature':
    'Check the credentials (aws sts get-caller-identity), and the region: --region or AWS_REGION.',
  'access-denied':
    'Ask the operators for the managed policy countersign-requester; list --mine needs no more.',
  'no-such-route': 'Check the address in COUNTERSIGN_URL; a deployment that is older has fewer routes.',
  'not-found': 'countersign list --mine shows your requests.',
  'not-yours': 'Ask whoever made the request; countersign show says who that is.',
  'not-an-approver': 'Ask the operators which approval rule applies; anybody whom it names can decide.',
  'own-request': 'Ask somebody else among the approvers.',
  'already-decided': 'countersign show says who decided, and when.',
  'already-approved': 'countersign show says how many approvals there are.',
  'not-pending': 'Wait until it is pending: countersign watch says when.',
  'wrong-digest': 'Look at the request again: countersign show says what it asks for.',
  'not-retryable': 'countersign show says how the request stands.',
  expired: 'Ask again: countersign request.',
  conflict: 'Try again.',
  'invalid-fields': 'Correct what is listed, then send it again.',
  'idempotency-key-reused': 'Send the file that belongs to the key, or use another --idempotency-key.',
  'too-large': 'A submission has at most 64 KiB. Put statements into a policy of their own.',
  throttled: 'Wait a few seconds, then try again.',
  'slack-unavailable': 'Try again in a minute.',
  'account-unavailable': 'Try again in a few seconds.',
};

function adviceOn(code: string, status: number): string {
  const known = Object.hasOwn(advice, code) ? advice[code] : undefined;
  if (known !== undefined) return known;
  return status >= 500
    ? 'Try again; if it happens again, tell the operators the time.'
    : 'countersign COMMAND --help says what a command takes.';
}

/** The system's code of an error that fetch wrapped, which may be one of several addresses' errors. */
function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return 'unknown';
  if ('name' in cause && cause.name === 'TimeoutError') return 'ETIMEDOUT';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return 'cause' in cause ? codeOf(cause.cause) : 'unknown';
}

function isCertificate(code: string): boolean {
  return /CERT|TLS|SSL|ISSUER|SELF_SIGNED|SIGNATURE/.test(code);
}

function networkAdvice(host: string, code: string): [string, string] {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [
      `The name ${host} cannot be found.`,
      'Check the address (COUNTERSIGN_URL) and the network, or the VPN.',
    ];
  if (code === 'ECONNREFUSED')
    return [
      `Nothing listens at ${host}.`,
      'Check the address (COUNTERSIGN_URL); npm start runs a local stack.',
    ];
  if (isCertificate(code))
    return [
      `The certificate of ${host} is not trusted (${code}).`,
      'Name the certificate authority of a proxy in NODE_EXTRA_CA_CERTS.',
    ];
  if (/TIMEDOUT|TIMEOUT/.test(code))
    return [`${host} does not answer in time.`, 'Check the network, or the VPN, then try again.'];
  return [`The connection to ${host} failed (${code}).`, 'Check the network, or the VPN, then try again.'];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
