import type { Agenda } from './agenda.ts';
import { type Call, type Fault, resending } from './call.ts';
import type { Services } from './doubles.ts';
import type { Invocation } from './invocation.ts';
import type { WorldOptions } from './options.ts';
import { clientError, networkError, serviceError } from './sdk-errors.ts';
import type { Timeline } from './timeline.ts';

/** Somebody who sees every call as it takes effect. */
export type Witness = (call: Call, output: unknown) => void;

interface Stage {
  agenda: Agenda;
  services: Services;
  timeline: Timeline;
}

/** How often the SDK sends again by itself (its default of three attempts). */
const maxResent = 2;

/** The external calls under way: each acts when its turn comes, with what goes wrong around it. */
export class Calls {
  /** How many calls have had their turn. */
  count = 0;
  /** Faults that hit, by the number of their call. */
  readonly faults: { index: number; fault: Fault }[] = [];
  readonly witnesses: Witness[] = [];
  readonly #stage: Stage;
  readonly #options: WorldOptions;
  #failure: unknown;

  constructor(stage: Stage, options: WorldOptions) {
    this.#stage = stage;
    this.#options = options;
  }

  /** Puts a call on the agenda; settles when it was answered, never if the function dies before. */
  make(given: Pick<Call, 'invocation' | 'service' | 'operation' | 'input'>): Promise<unknown> {
    return new Promise((resolve, reject) => this.#await({ ...given, resent: 0, resolve, reject }));
  }

  /** Throws what went wrong in the simulation itself, or which invariant was broken. */
  raise(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Keeps a failure to be raised outside of the function during which it was noticed. */
  fail(failure: unknown): void {
    this.#failure ??= failure;
  }

  #await(call: Call): void {
    this.#stage.agenda.add(this.#options.latency(call), () => this.#act(call), { rank: call.invocation.id });
  }

  #act(call: Call): void {
    const { invocation, service } = call;
    if (invocation.isOver && !invocation.leavesCalls) return;
    const index = ++this.count;
    const fault = invocation.isOver ? undefined : this.#options.fault(call, index);
    this.#stage.timeline.acted({ index, at: this.#stage.agenda.now, call, fault });
    if (fault) this.#hit(invocation, { index, fault });
    if (fault?.kind === 'crash-before') die(invocation, 'Lambda.Unknown');
    else if (fault?.kind === 'error' && !fault.acted) call.reject(serviceError(service, fault));
    else this.#answer(call, fault, this.#perform(call));
  }

  #hit(invocation: Invocation, hit: { index: number; fault: Fault }): void {
    this.faults.push(hit);
    invocation.isUntouched = false;
  }

  #answer(call: Call, fault: Fault | undefined, outcome: Outcome): void {
    const { invocation, service } = call;
    if (invocation.isOver) return;
    switch (fault?.kind) {
      case 'crash-after':
        invocation.leavesCalls = true;
        die(invocation, 'Lambda.Unknown');
        break;
      case 'silence':
        this.#fallSilent(invocation);
        break;
      case 'error':
        call.reject(serviceError(service, fault));
        break;
      case 'lost':
        this.#lose(call);
        break;
      default:
        if (outcome.ok) call.resolve(outcome.output);
        else call.reject(clientError(service, outcome.error));
    }
  }

  #fallSilent(invocation: Invocation): void {
    const left = invocation.startedAt + invocation.milliseconds - this.#stage.agenda.now;
    this.#stage.agenda.add(Math.max(left, 0), () => die(invocation, 'Sandbox.Timedout'));
  }

  #lose(call: Call): void {
    const { service, resent } = call;
    if (resending.has(service) && resent < maxResent) this.#await({ ...call, resent: resent + 1 });
    else call.reject(networkError(service));
  }

  #perform(call: Call): Outcome {
    let output: unknown;
    try {
      output = this.#stage.services.call(call.service, call.operation, call.input);
    } catch (error) {
      return { ok: false, error };
    }
    for (const witness of this.witnesses) witness(call, output);
    return { ok: true, output };
  }
}

type Outcome = { ok: true; output: unknown } | { ok: false; error: unknown };

function die(invocation: Invocation, error: string): void {
  invocation.end({ ok: false, error, cause: 'The function died.' });
}
