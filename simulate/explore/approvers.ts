import type { Wish } from '../people/api.ts';
import type { Answer } from '../people/crowd.ts';
import {
  alice,
  approverSessionOf,
  bob,
  carol,
  dave,
  erin,
  mallory,
  opsAs,
  type Person,
  releaseAs,
} from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Stage } from './stage.ts';

const seconds = (count: number) => count * 1000;
const minute = seconds(60);

/** Somebody who is about to decide: in Slack, or over HTTP as an IAM principal. */
interface Intent {
  verdict: 'approve' | 'deny';
  by: { person: Person } | { caller: string };
}

/** People who decide in one run, and those who may not and try, as its seed says. */
export class Approvers {
  readonly #stage: Stage;
  readonly #random: Random;

  constructor(stage: Stage, random: Random) {
    this.#stage = stage;
    this.#random = random;
  }

  /** Puts what they do about one request, asked for at a time, on the agenda. */
  begin(wish: Wish, at: number): void {
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
    for (const caller of [opsAs(alice), opsAs(bob), opsAs(carol), approverSessionOf(erin)]) {
      const verdict = random.chance(0.1) ? 'deny' : 'approve';
      if (random.chance(0.08)) this.#decideLater(wish, { verdict, by: { caller } }, soon());
    }
  }

  #intentOf(person: Person, denial: number, overHttp = 0.2): Intent {
    const verdict = this.#random.chance(denial) ? 'deny' : 'approve';
    const isOverHttp = this.#random.chance(overHttp);
    return { verdict, by: isOverHttp ? { caller: approverSessionOf(person) } : { person } };
  }

  /** A person who finds nothing to decide on looks again; one who gets an error tries again, most of the time. */
  #decideLater(wish: Wish, intent: Intent, after: number, tries = 0): void {
    const again = () => {
      if (tries < 20) this.#decideLater(wish, intent, seconds(5 + this.#random.below(60)), tries + 1);
    };
    this.#stage.world.agenda.add(after, () => {
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
      const account = this.#stage.crowd.idsOf(wish).map((id) => ledger.accounts.get(id))[0];
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

  #cards(wish: Wish) {
    return this.#stage.crowd.idsOf(wish).flatMap((id) => this.#stage.world.slack.cards(id));
  }
}

/** An answer after which people try again. */
export function isFailure(answer: Answer): boolean {
  return answer === undefined || answer.statusCode >= 500;
}
