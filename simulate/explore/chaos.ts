import type { FunctionName } from '../../lambdas/environment.ts';
import type { Random } from '../random.ts';
import type { Call, Fault } from '../world/call.ts';
import { definiteRefusal, serviceError, throttleOf } from './service-errors.ts';

/** How wild one run is; drawn from its seed. */
export interface FaultProfile {
  /** How many calls in a thousand are hit by a fault. */
  faults: number;
  /** How many invocations in a thousand are delivered twice. */
  duplicates: number;
  /** How many calls in a thousand take seconds. */
  slow: number;
  /** When Slack is away, in milliseconds since the start; now and then it still says who people are. */
  outage: { from: number; until: number; reads: boolean } | undefined;
  /** How long what was created is not to be read yet, in milliseconds. */
  hiddenFor: number;
  /** How far the indexes of a table are behind at most, in milliseconds. */
  indexLag: number;
  /** While something is full: every creation is refused for good. */
  full: { from: number; until: number } | undefined;
  /** While others in the account use up what services take a second: most requests to them are throttled. */
  crowded: { from: number; until: number } | undefined;
  /** From here on nothing goes wrong any more. */
  calmAt: number;
}

const minute = 60_000;
/** Our client gives up on Slack after 1.5 s; what takes longer is a lost answer. */
const slackPatience = 1400;
const away: Fault = { kind: 'error', name: 'slack_webapi_request_error', status: 503, acted: false };

/** Draws a run's weather. */
export function faultProfileOf(random: Random): FaultProfile {
  const from = random.below(20 * minute);
  return {
    faults: random.pick([0, 5, 15, 40, 100]),
    duplicates: random.pick([0, 0, 20, 100]),
    slow: random.pick([0, 10, 50]),
    outage: random.chance(0.25)
      ? { from, until: from + random.below(30 * minute), reads: random.chance(0.5) }
      : undefined,
    hiddenFor: random.pick([0, 0, 2000, 20_000, 60_000]),
    indexLag: random.pick([0, 0, 500, 20_000]),
    full: random.chance(0.12) ? { from: 0, until: random.below(20 * minute) } : undefined,
    crowded: random.chance(0.2) ? { from, until: from + random.below(10 * minute) } : undefined,
    calmAt: 10 * minute + random.below(50 * minute),
  };
}

/** Makes things go wrong, as a seed says. */
export class Chaos {
  readonly weather: FaultProfile;
  /** How many faults were drawn. */
  drawn = 0;
  readonly #random: Random;
  readonly #elapsed: () => number;
  readonly #isAllowed: (ordinal: number) => boolean;

  /** `isAllowed`: whether the nth fault that is drawn may happen; leaving some out is how a failure is made short. */
  constructor(random: Random, elapsed: () => number, isAllowed: (ordinal: number) => boolean) {
    this.weather = faultProfileOf(random);
    this.#random = random;
    this.#elapsed = elapsed;
    this.#isAllowed = isAllowed;
  }

  latency({ service }: Call): number {
    const { slow } = this.weather;
    const usual = 3 + this.#random.below(60);
    const isSlow = !this.#isCalm && this.#random.chance(slow / 1000);
    return isSlow ? usual + this.#random.below(service === 'slack' ? slackPatience : 9000) : usual;
  }

  fault(call: Call): Fault | undefined {
    const { faults, outage } = this.weather;
    const isHit = this.#random.chance(faults / 1000);
    const elapsed = this.#elapsed();
    if (call.service === 'slack' && outage && isWithin(elapsed, outage)) {
      const isRead = call.operation === 'members' || call.operation === 'idOf';
      if (!(isRead && outage.reads)) return away;
    }
    if (this.weather.full && isWithin(elapsed, this.weather.full) && call.operation.startsWith('Create'))
      return definiteRefusal(call, this.#random);
    const throttle = this.#isCrowded ? throttleOf(call) : undefined;
    if (throttle && this.#random.chance(0.8)) return throttle;
    return isHit && !this.#isCalm && this.#isAllowed(this.drawn++) ? this.#draw(call) : undefined;
  }

  /** How far the indexes of a table are behind a write. */
  indexLag(): number {
    const { indexLag } = this.weather;
    return indexLag === 0 ? 0 : this.#random.below(indexLag);
  }

  /** How much later the same event is delivered once more, if it is. */
  duplicate(_name: FunctionName): number | undefined {
    if (!this.#random.chance(this.weather.duplicates / 1000) || this.#isCalm) return undefined;
    return this.#isAllowed(this.drawn++)
      ? this.#random.below(this.#random.pick([50, 3000, 30_000]))
      : undefined;
  }

  get #isCrowded(): boolean {
    const { crowded } = this.weather;
    return crowded !== undefined && isWithin(this.#elapsed(), crowded);
  }

  get #isCalm(): boolean {
    return this.#elapsed() >= this.weather.calmAt;
  }

  #draw(call: Call): Fault {
    const kind = this.#random.pick([
      'crash-before',
      'crash-after',
      'lost',
      'lost',
      'error',
      'error',
      'silence',
    ]);
    switch (kind) {
      case 'error':
        return serviceError(call, this.#random);
      case 'crash-before':
      case 'crash-after':
      case 'silence':
        return { kind };
      default:
        return { kind: 'lost' };
    }
  }
}

function isWithin(time: number, { from, until }: { from: number; until: number }): boolean {
  return time >= from && time < until;
}
