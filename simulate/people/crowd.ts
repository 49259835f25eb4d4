import * as z from 'zod';
import type { FunctionName } from '../../lambdas/environment.ts';
import type { ApiEvent } from '../../lambdas/http/api-event.ts';
import type { Invoked } from '../../local/workflow/task.ts';
import { must } from '../invariants/violation.ts';
import type { Invocation } from '../world/invocation.ts';
import type { Posted } from '../world/slack.ts';
import type { World } from '../world/world.ts';
import { decisionOn, type Saying, submission, type Wish, wishAbout } from './api.ts';
import { buttonValue, type ClickKind, clickOn, denialOf } from './clicks.ts';
import type { Person } from './people.ts';

const answer = z.object({ statusCode: z.number(), body: z.string() });
const accepted = z.object({ id: z.string() });

/** What people get back from the API; undefined if the function died on the way. */
export type Answer = z.infer<typeof answer> | undefined;

/** People at work: they submit, click and cancel, through the API and through Slack. */
export class Crowd {
  /** Ids that submissions were answered with, by Idempotency-Key. */
  readonly submitted = new Map<string, Set<string>>();
  readonly #world: World;
  #triggers = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Submits; `done` gets the answer. */
  submit(wish: Wish, done: (answer: Answer) => void = () => {}): void {
    this.#call('submit-request', submission(wish), (answered) => {
      if (answered?.statusCode === 202)
        this.#remember(wish.key, accepted.parse(JSON.parse(answered.body)).id);
      done(answered);
    });
  }

  cancel(requestId: string, requester: string, done: (answer: Answer) => void = () => {}): void {
    this.#call('cancel-request', wishAbout(requestId, 'cancel', requester), done);
  }

  /** Asks for a failed creation to be tried again. */
  retry(requestId: string, requester: string, done: (answer: Answer) => void = () => {}): void {
    this.#call('retry-request', wishAbout(requestId, 'retry', requester), done);
  }

  /** Decides over HTTP, without Slack. */
  decide(id: string, caller: string, said: Saying, done: (answer: Answer) => void = () => {}): void {
    this.#call('decide-request', decisionOn(id, caller, said), done);
  }

  /** Clicks a button that some version of the card had; returns what Slack sent, undefined if there never was one. */
  click(person: Person, kind: ClickKind, card: Posted, done: (answer: Answer) => void = () => {}) {
    const value = buttonValue(card, kind);
    if (value === undefined) return undefined;
    const triggerId = `trigger-${++this.#triggers}`;
    const event = clickOn(card, { person, kind, value, triggerId, now: this.#world.agenda.now });
    this.deliver(event, (answered) => {
      const modal = kind === 'deny' ? this.#world.slack.opened.get(triggerId) : undefined;
      if (modal) this.deliver(denialOf(modal, person, this.#world.agenda.now), done);
      else done(answered);
    });
    return event;
  }

  /** Slack delivers an interaction. */
  deliver(event: ApiEvent, done: (answer: Answer) => void = () => {}): void {
    this.#call('slack-interaction', event, done);
  }

  #call(name: FunctionName, event: ApiEvent, done: (answer: Answer) => void): void {
    const invocation = this.#world.invoke(name, event, (result) => {
      const answered = answerOf(result);
      try {
        checkAnswer(invocation, answered);
      } catch (error) {
        this.#world.calls.fail(error);
      }
      done(answered);
    });
  }

  /** Under which ids a submission was accepted: one, if all is well. */
  idsOf({ key }: Wish): string[] {
    return [...(this.submitted.get(key) ?? [])];
  }

  #remember(key: string, id: string): void {
    this.submitted.set(key, (this.submitted.get(key) ?? new Set()).add(id));
  }
}

/** Who is answered that something was refused must not have done it. */
function checkAnswer({ name, appended }: Invocation, answered: Answer): void {
  if (answered === undefined || answered.statusCode < 400 || answered.statusCode >= 500) return;
  const done = appended.filter((type) => type !== 'approval.refused');
  must(
    'told-truth',
    done.length === 0,
    () => `${name} answers ${answered.statusCode} after it appended ${done.join()}`,
  );
}

function answerOf(result: Invoked): Answer {
  return result.ok ? answer.parse(result.value) : undefined;
}
