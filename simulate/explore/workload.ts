import { requestTypeNames } from '../../domain/request-types/names.ts';
import type { Wish } from '../people/api.ts';
import { alice, bob, pipeline, pipelineAs, releaseAs, sessionOf } from '../people/people.ts';
import type { Random } from '../random.ts';
import { Approvers, isFailure } from './approvers.ts';
import type { Stage } from './stage.ts';

const minute = 60_000;
const seconds = (count: number) => count * 1000;

/** Mostly people who are known by name, now and then somebody behind a role that several share. */
const requesters = [
  ...([sessionOf(alice), sessionOf(alice), sessionOf(alice), sessionOf(alice), sessionOf(bob)] as const),
  ...([sessionOf(bob), pipeline, pipelineAs(bob), releaseAs('asking')] as const),
] as const;

/** People at work in one run, as its seed says. */
export class Workload {
  /** What they ask for, one request each. */
  readonly wishes: Wish[] = [];
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #approvers: Approvers;

  constructor(stage: Stage, random: Random) {
    this.#stage = stage;
    this.#random = random;
    this.#approvers = new Approvers(stage, random);
  }

  /** Puts everything on the agenda. */
  begin(): void {
    const random = this.#random;
    const requests = 1 + random.below(6);
    const spread = random.pick([seconds(1), seconds(90), 10 * minute]);
    for (let index = 0; index < requests; index++) this.#plan(index, random.below(spread));
  }

  #plan(index: number, at: number): void {
    const random = this.#random;
    const [first, ...others] = requestTypeNames;
    const wish: Wish = {
      type: random.pick([first, ...others]),
      name: random.chance(0.9) ? `simulated-${index}` : 'coveted',
      requester: random.pick(requesters),
      key: `key-${index}`,
    };
    this.wishes.push(wish);
    this.#later(at, () => this.#submit(wish));
    if (random.chance(0.15)) this.#later(at + random.below(seconds(20)), () => this.#submit(wish));
    this.#approvers.begin(wish, at);
    if (random.chance(0.12)) this.#later(at + random.below(20 * minute), () => this.#cancel(wish));
    if (random.chance(0.3)) this.#planRetries(wish, at);
  }

  /** A requester who wants it tried again, failed or not. */
  #planRetries(wish: Wish, at: number): void {
    for (let times = 1 + this.#random.below(3); times > 0; times--)
      this.#later(at + this.#random.below(40 * minute), () => {
        for (const id of this.#stage.crowd.idsOf(wish)) this.#stage.crowd.retry(id, wish.requester);
      });
  }

  /** Half of the clients send again when they get no answer. */
  #submit(wish: Wish, tries = 1): void {
    this.#stage.crowd.submit(wish, (answer) => {
      if (isFailure(answer) && tries < 3 && this.#random.chance(0.7)) {
        this.#later(seconds(1), () => this.#submit(wish, tries + 1));
      }
    });
  }

  #cancel(wish: Wish): void {
    for (const id of this.#stage.crowd.idsOf(wish)) this.#stage.crowd.cancel(id, wish.requester);
  }

  #later(milliseconds: number, run: () => void): void {
    this.#stage.world.agenda.add(milliseconds, run);
  }
}
