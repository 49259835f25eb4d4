import { requestTypeNames } from '../../domain/request-types/names.ts';
import { leads, security } from '../configuration.ts';
import type { Wish } from '../people/api.ts';
import type { Answer } from '../people/crowd.ts';
import {
  alice,
  approvers,
  bob,
  carol,
  dave,
  mallory,
  type Person,
  pipeline,
  sessionOf,
} from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Stage } from './stage.ts';

const minute = 60_000;
const seconds = (count: number) => count * 1000;

/** People and operators at work in one run, as its seed says. */
export class Bustle {
  /** How many requests there are. */
  readonly wishes: Wish[] = [];
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #quorum: number;

  constructor(stage: Stage, random: Random, quorum: number) {
    this.#stage = stage;
    this.#random = random;
    this.#quorum = quorum;
  }

  /** Puts everything on the agenda. */
  begin(): void {
    const random = this.#random;
    const requests = 1 + random.below(6);
    const spread = random.pick([seconds(1), seconds(90), 10 * minute]);
    for (let index = 0; index < requests; index++) this.#plan(index, random.below(spread));
    this.#operate();
    if (random.chance(0.15)) this.#moveOn();
  }

  #plan(index: number, at: number): void {
    const random = this.#random;
    const [first, ...others] = requestTypeNames;
    const wish: Wish = {
      type: random.pick([first, ...others]),
      name: random.chance(0.9) ? `simulated-${index}` : 'coveted',
      requester: random.pick([
        sessionOf(alice),
        sessionOf(alice),
        sessionOf(alice),
        sessionOf(bob),
        pipeline,
      ]),
      key: `key-${index}`,
    };
    this.wishes.push(wish);
    this.#later(at, () => this.#submit(wish));
    if (random.chance(0.15)) this.#later(at + random.below(seconds(20)), () => this.#submit(wish));
    const pace = random.pick([seconds(4), seconds(60), 20 * minute]);
    for (const person of [bob, carol, dave]) {
      if (random.chance(0.75)) this.#decideLater(wish, person, random.chance(0.12), at + random.below(pace));
    }
    if (random.chance(0.15)) this.#decideLater(wish, mallory, random.chance(0.5), at + random.below(pace));
    if (random.chance(0.15)) this.#decideLater(wish, alice, false, at + random.below(pace));
    if (random.chance(0.12)) this.#later(at + random.below(pace), () => this.#cancel(wish));
  }

  /** Half of the clients send again when they get no answer. */
  #submit(wish: Wish, tries = 1): void {
    this.#stage.crowd.submit(wish, (answer) => {
      if (isFailure(answer) && tries < 3 && this.#random.chance(0.7)) {
        this.#later(seconds(1), () => this.#submit(wish, tries + 1));
      }
    });
  }

  /** A person who finds no card looks again; one who gets an error clicks again, most of the time. */
  #decideLater(wish: Wish, person: Person, denies: boolean, after: number, tries = 0): void {
    this.#later(after, () => {
      const { crowd, world } = this.#stage;
      const card = this.#random.chance(0.9) ? this.#cards(wish)[0] : this.#cards(wish).at(-1);
      const again = () =>
        this.#decideLater(wish, person, denies, seconds(5 + this.#random.below(60)), tries + 1);
      if (card === undefined) {
        if (tries < 20) again();
        return;
      }
      const sent = crowd.click(person, denies ? 'deny' : 'approve', card, (answer) => {
        if (isFailure(answer) && tries < 20 && this.#random.chance(0.7)) again();
      });
      if (sent && this.#random.chance(0.15))
        world.agenda.add(this.#random.below(3000), () => crowd.deliver(sent));
    });
  }

  #cancel(wish: Wish): void {
    for (const id of this.#stage.crowd.submitted.get(wish.key) ?? [])
      this.#stage.crowd.cancel(id, wish.requester);
  }

  /** The first to approve loses the right to, within a second. */
  #moveOn(): void {
    const { world } = this.#stage;
    let isOver = false;
    world.calls.witnesses.push(({ invocation }) => {
      if (isOver || !invocation.appended.includes('approval.granted')) return;
      isOver = true;
      this.#later(this.#random.below(1000), () => {
        for (const group of [leads, security])
          world.slack.setMembers(group, approvers.slice(this.#random.below(3)));
      });
    });
  }

  /** What operators and time do: a deployment, people who move on, executions that die, the schedule at odd moments. */
  #operate(): void {
    const random = this.#random;
    const { world } = this.#stage;
    const sometime = () => random.below(30 * minute);
    if (random.chance(0.25)) {
      const rules = { quorum: this.#quorum + random.below(2), group: random.pick([leads, security]) };
      this.#later(random.pick([sometime(), random.below(seconds(8))]), () => world.deploy(rules));
    }
    if (random.chance(0.3)) {
      const group = random.pick([leads, security]);
      const left = approvers.filter(() => random.chance(0.7));
      this.#later(random.pick([sometime(), random.below(seconds(8))]), () =>
        world.slack.setMembers(group, left),
      );
    }
    for (let count = random.below(4); count > 0; count--) {
      const twice = random.chance(0.5);
      this.#later(random.pick([sometime(), random.below(seconds(8))]), () => {
        for (let runs = twice ? 2 : 1; runs > 0; runs--)
          world.invoke('reconcile', { scope: random.pick(['due', 'open']) });
      });
    }
    if (random.chance(0.25))
      this.#later(random.pick([sometime(), random.below(seconds(8))]), () => this.#kill());
  }

  /** An execution dies; now and then because an operator stopped it. */
  #kill(): void {
    const running = [...this.#stage.world.workflow.executions.values()].filter(
      ({ described }) => described.status === 'RUNNING',
    );
    const [first, ...others] = running;
    if (first === undefined) return;
    const victim = this.#random.pick([first, ...others]);
    if (this.#random.chance(0.8)) {
      victim.end('FAILED', { error: 'States.Runtime', cause: 'killed' });
      return;
    }
    victim.end('ABORTED', { error: 'Operator', cause: 'stopped by hand' });
    this.#stage.stopped.add(victim.described.name.slice(0, 36));
  }

  #cards({ key }: Wish) {
    const { crowd, world } = this.#stage;
    return [...(crowd.submitted.get(key) ?? [])].flatMap((id) => world.slack.cards(id));
  }

  #later(milliseconds: number, run: () => void): void {
    this.#stage.world.agenda.add(milliseconds, run);
  }
}

function isFailure(answer: Answer): boolean {
  return answer === undefined || answer.statusCode >= 500;
}
