import { requestTypeNames } from '../../domain/request-types/names.ts';
import type { Wish } from '../people/api.ts';
import type { Answer } from '../people/crowd.ts';
import {
  alice,
  approverSessionOf,
  bob,
  carol,
  dave,
  mallory,
  type Person,
  pipeline,
  pipelineAs,
  releaseAs,
  sessionOf,
} from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Stage } from './stage.ts';

const minute = 60_000;
const seconds = (count: number) => count * 1000;

/** Somebody who is about to decide: in Slack, or over HTTP as an IAM principal. */
interface Intent {
  verdict: 'approve' | 'deny';
  by: { person: Person } | { caller: string };
}

/** People at work in one run, as its seed says. */
export class Bustle {
  /** What they ask for, one request each. */
  readonly wishes: Wish[] = [];
  readonly #stage: Stage;
  readonly #random: Random;

  constructor(stage: Stage, random: Random) {
    this.#stage = stage;
    this.#random = random;
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
    const known = sessionOf(alice);
    const wish: Wish = {
      type: random.pick([first, ...others]),
      name: random.chance(0.9) ? `simulated-${index}` : 'coveted',
      requester: random.pick([
        ...([known, known, known, known, sessionOf(bob), sessionOf(bob)] as const),
        ...([pipeline, pipelineAs(bob), releaseAs('asking')] as const),
      ]),
      key: `key-${index}`,
    };
    this.wishes.push(wish);
    this.#later(at, () => this.#submit(wish));
    if (random.chance(0.15)) this.#later(at + random.below(seconds(20)), () => this.#submit(wish));
    this.#planDecisions(wish, at);
    if (random.chance(0.3)) this.#planRetries(wish, at);
  }

  #planDecisions(wish: Wish, at: number): void {
    const random = this.#random;
    const pace = random.pick([seconds(4), seconds(60), 20 * minute]);
    const soon = () => at + random.below(pace);
    for (const person of [bob, carol, dave]) {
      if (random.chance(0.75)) this.#decideLater(wish, this.#intentOf(person, 0.12), soon());
      if (random.chance(0.08)) this.#decideLater(wish, this.#intentOf(person, 0.12), soon());
    }
    if (random.chance(0.15)) this.#decideLater(wish, this.#intentOf(mallory, 0.5, 0), soon());
    if (random.chance(0.15)) this.#decideLater(wish, this.#intentOf(alice, 0), soon());
    for (const session of ['one', 'another']) {
      const by = { caller: releaseAs(session) };
      if (random.chance(0.08)) this.#decideLater(wish, { verdict: 'approve', by }, soon());
    }
    if (random.chance(0.12)) this.#later(soon(), () => this.#cancel(wish));
  }

  #intentOf(person: Person, denial: number, overHttp = 0.2): Intent {
    const verdict = this.#random.chance(denial) ? 'deny' : 'approve';
    const isOverHttp = this.#random.chance(overHttp);
    return { verdict, by: isOverHttp ? { caller: approverSessionOf(person) } : { person } };
  }

  /** A requester who wants it tried again, failed or not. */
  #planRetries(wish: Wish, at: number): void {
    for (let times = 1 + this.#random.below(3); times > 0; times--)
      this.#later(at + this.#random.below(40 * minute), () => {
        for (const id of this.#idsOf(wish)) this.#stage.crowd.retry(id, wish.requester);
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

  /** A person who finds nothing to decide on looks again; one who gets an error tries again, most of the time. */
  #decideLater(wish: Wish, intent: Intent, after: number, tries = 0): void {
    const again = () => {
      if (tries < 20) this.#decideLater(wish, intent, seconds(5 + this.#random.below(60)), tries + 1);
    };
    this.#later(after, () => {
      const didTry = this.#decide(wish, intent, (answer) => {
        if (isFailure(answer) && this.#random.chance(0.7)) again();
      });
      if (!didTry) again();
    });
  }

  /** False if there is nothing to decide on yet. */
  #decide(wish: Wish, { verdict, by }: Intent, done: (answer: Answer) => void): boolean {
    const { crowd, world, ledger } = this.#stage;
    if ('caller' in by) {
      const account = this.#idsOf(wish).map((id) => ledger.accounts.get(id))[0];
      if (account === undefined || account.status === 'submitted') return false;
      const { requestId, detail } = account.submitted;
      crowd.decide(requestId, by.caller, { verdict, digest: detail.digest }, done);
      return true;
    }
    const card = this.#random.chance(0.9) ? this.#cards(wish)[0] : this.#cards(wish).at(-1);
    if (card === undefined) return false;
    const sent = crowd.click(by.person, verdict, card, done);
    if (sent && this.#random.chance(0.15))
      world.agenda.add(this.#random.below(3000), () => crowd.deliver(sent));
    return true;
  }

  #cancel(wish: Wish): void {
    for (const id of this.#idsOf(wish)) this.#stage.crowd.cancel(id, wish.requester);
  }

  #cards(wish: Wish) {
    return this.#idsOf(wish).flatMap((id) => this.#stage.world.slack.cards(id));
  }

  #idsOf({ key }: Wish): string[] {
    return [...(this.#stage.crowd.submitted.get(key) ?? [])];
  }

  #later(milliseconds: number, run: () => void): void {
    this.#stage.world.agenda.add(milliseconds, run);
  }
}

function isFailure(answer: Answer): boolean {
  return answer === undefined || answer.statusCode >= 500;
}
