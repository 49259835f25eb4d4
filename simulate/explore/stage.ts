import type { Rules } from '../configuration.ts';
import { Ledger } from '../invariants/ledger.ts';
import { watchPermissions } from '../invariants/permissions.ts';
import { Posts } from '../invariants/posts.ts';
import { Crowd } from '../people/crowd.ts';
import type { Deployment } from '../workflow/deployment.ts';
import type { WorldOptions } from '../world/options.ts';
import { World } from '../world/world.ts';

const minute = 60_000;

/** A world, the people in it and those who watch it, moved on by virtual time. */
export class Stage {
  readonly world: World;
  readonly ledger: Ledger;
  readonly posts: Posts;
  readonly crowd: Crowd;
  /** Requests whose execution an operator stopped. */
  readonly stopped = new Set<string>();
  /** Milliseconds that pass with every call. */
  readonly #pace: number;

  constructor(
    deployment: Deployment,
    options: WorldOptions,
    { rules, pace }: { rules?: Rules; pace: number },
  ) {
    this.world = new World(deployment, options, rules);
    this.ledger = new Ledger(this.world);
    this.posts = new Posts(this.world);
    if (!options.sabotage?.bringsPermissions) watchPermissions(this.world);
    this.crowd = new Crowd(this.world);
    this.#pace = pace;
  }

  /** Does what happens next, up to a time; false if there is nothing. `reconciled`: the schedule runs as well. */
  async step(until: number, reconciled: boolean): Promise<boolean> {
    await this.world.settle();
    const { agenda } = this.world;
    if (reconciled && this.#reconciles(until)) return true;
    const entry = agenda.take(until);
    if (entry === undefined) return false;
    entry.run();
    agenda.now += this.#pace;
    return true;
  }

  /** Lets everything happen up to a time, then moves the clock there. */
  async pass(until: number, reconciled = true): Promise<void> {
    while (await this.step(until, reconciled));
    this.world.agenda.now = Math.max(this.world.agenda.now, until);
  }

  /**
   * The schedule invokes the reconciler every minute. Minutes in which nothing is due are left out: such a run only
   * reads an empty list.
   */
  #reconciles(until: number): boolean {
    const { agenda } = this.world;
    const next = agenda.nextAt() ?? Number.POSITIVE_INFINITY;
    if (next <= ceilMinute(agenda.now + 1)) return false;
    const due = this.#nextDue();
    if (due === undefined) return false;
    const tick = ceilMinute(Math.max(due, agenda.now + 1));
    if (tick > until || tick > next) return false;
    agenda.now = tick;
    this.world.invoke('reconcile', { scope: 'due' });
    return true;
  }

  #nextDue(): number | undefined {
    const rows = this.world.services.dynamodb.items('countersign-requests').map((row) => row.dueAt?.S);
    const times = rows.flatMap((dueAt) => (dueAt === undefined ? [] : [Date.parse(dueAt)]));
    return times.length > 0 ? Math.min(...times) : undefined;
  }
}

function ceilMinute(time: number): number {
  return Math.ceil(time / minute) * minute;
}
