import type { Invocation } from './invocation.ts';

export type Service =
  | 'dynamodb'
  | 'states'
  | 'iam'
  | 'ram'
  | 'rolesanywhere'
  | 'accessanalyzer'
  | 'slack'
  | 'secretsmanager'
  | 'ssm';

/** One external call of a running function: the place where the scheduler may let something else happen first. */
export interface Call {
  invocation: Invocation;
  service: Service;
  operation: string;
  input: object;
  /** How often the SDK has sent it again by itself. */
  resent: number;
  resolve: (output: unknown) => void;
  reject: (error: unknown) => void;
}

/** What goes wrong around a call. */
export type Fault =
  /** The function dies before the call acts, or after it acted. */
  | { kind: 'crash-before' | 'crash-after' }
  /** The call acts, its answer is lost on the way. */
  | { kind: 'lost' }
  /** The service refuses, having acted or not. */
  | { kind: 'error'; name: string; status: number; acted: boolean }
  /** The call acts, then there is silence until the function's time is up. */
  | { kind: 'silence' };

/** What a fault is called in a schedule. */
export function faultName(fault: Fault): string {
  return fault.kind === 'error' ? `error:${fault.name}${fault.acted ? ' after acting' : ''}` : fault.kind;
}

/**
 * Services whose SDK clients send again by themselves when an answer is lost; the creating clients do not
 * (`maxAttempts: 1`), nor does Slack's.
 */
export const resending: ReadonlySet<Service> = new Set(['dynamodb', 'states', 'secretsmanager', 'ssm']);
