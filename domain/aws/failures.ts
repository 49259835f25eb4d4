import type { FailureClass } from '../request-types/request-type.ts';

/** What each error of one operation means, by the code on the wire. */
export type FailureTable = Readonly<Record<string, FailureClass>>;

/**
 * Judges an SDK error by its operation's table. IAM's modelled errors carry their wire code as `Code` and a class
 * name that ends in `Exception`; every other error carries its wire code as `name`. Of what no table lists,
 * an answer of 4xx is a refusal, 429 a request to slow down, and everything else (5xx, a lost connection, an answer
 * that could not be read) may have taken effect.
 */
export function classifyFailure(error: unknown, table: FailureTable): FailureClass {
  const known = codesOf(error).find((code) => Object.hasOwn(table, code));
  const listed = known === undefined ? undefined : table[known];
  if (listed !== undefined) return listed;
  const status = statusOf(error);
  if (status === 429) return 'transient';
  return status !== undefined && status >= 400 && status < 500 ? 'terminal' : 'unknown';
}

/** What services call a refusal of one call too many; REST services say so by their status as well. */
const throttles = ['Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'];

/** Whether a service refused a call because there were too many: it was not executed. */
export function isThrottled(error: unknown): boolean {
  return statusOf(error) === 429 || throttles.some((code) => hasCode(error, code));
}

/**
 * Whether a refusal may mean no more than that what was created a moment ago, or its tags and boundary that the permission
 * asks for, is not seen everywhere yet.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function meansUnseen(error: unknown): boolean {
  return hasCode(error, 'NoSuchEntity') || hasCode(error, 'AccessDenied');
}

/** The words of an error, for the few that only these tell apart. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** What a read answers, or `undefined` where it is refused with the code for "there is no such thing". */
export async function unlessMissing<Answer>(
  reading: Promise<Answer>,
  code: string,
): Promise<Answer | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, code)) return undefined;
    throw error;
  }
}

/** Whether an SDK error carries this code. */
export function hasCode(error: unknown, code: string): boolean {
  return codesOf(error).includes(code);
}

/** Documentation and SDKs add or drop the suffix `Exception`, so that both spellings count. */
function codesOf(error: unknown): string[] {
  return [textAt(error, 'Code'), textAt(error, 'name')]
    .filter((code) => code !== undefined)
    .flatMap((code) => [code, code.replace(/Exception$/, ''), `${code}Exception`]);
}

function textAt(error: unknown, key: 'Code' | 'name'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const metadata: unknown = Reflect.get(error, '$metadata');
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}
