import type { FunctionName } from '../../lambdas/environment.ts';
import type { Policy } from './agenda.ts';
import type { Call, Fault } from './call.ts';
import type { Send } from './clients.ts';
import type { Work } from './prepared.ts';

/** A function that is not what it should be: how the simulation shows that it would notice. */
export interface Sabotage {
  /** Stands between a function and its clients. */
  send?: (
    call: { function: FunctionName } & Pick<Call, 'service' | 'operation' | 'input'>,
    send: Send,
  ) => Promise<unknown> | undefined;
  /** Stands in for a whole function. */
  work?: Partial<Record<FunctionName, (work: Work) => Work>>;
  /** The mistake makes calls of its own, and would have been deployed with the permissions for them. */
  bringsPermissions?: boolean;
}

/** How a world differs from the next. */
export interface WorldOptions {
  seed: number;
  policy: Policy;
  /** How long a call takes, in milliseconds. */
  latency: (call: Call) => number;
  /** What goes wrong around the call that is about to act; asked once for each. */
  fault: (call: Call, index: number) => Fault | undefined;
  /** Whether the event of this invocation is delivered twice, and how much later. */
  duplicate?: (name: FunctionName) => number | undefined;
  /** A number from 0 to 1 for the workflow's full jitter. */
  jitter: () => number;
  /** How long what was created is not to be read yet, in milliseconds. */
  hiddenFor?: number;
  /** How much later, in milliseconds, a write shows in the indexes of its table. */
  indexLag?: () => number;
  sabotage?: Sabotage;
}
