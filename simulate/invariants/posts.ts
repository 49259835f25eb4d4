import * as z from 'zod';
import type { Call } from '../world/call.ts';
import { isAbout } from '../world/slack.ts';
import type { World } from '../world/world.ts';
import { must } from './violation.ts';

const message = z.object({
  text: z.string(),
  blocks: z.array(z.unknown()).default([]),
  threadTs: z.string().optional(),
});

interface Post {
  text: string;
  blocks: unknown[];
  threadTs: string | undefined;
  by: Call['invocation'];
}

/** Events that are told in a thread: reminders, and each failure that was followed by another try. */
interface Announced {
  reminders: number;
  retries: number;
}

/** Every message that Slack took, with the function that sent it. */
export class Posts {
  readonly #all: Post[] = [];

  constructor(world: World) {
    world.calls.witnesses.push(({ service, operation, input, invocation }) => {
      if (service !== 'slack' || operation !== 'post') return;
      const { text, blocks, threadTs } = message.parse(input);
      this.#all.push({ text, blocks, threadTs, by: invocation });
    });
  }

  /** Throws if a card, an outcome or a reminder was posted more often than lost answers and crashes explain. */
  check(requestId: string, threads: ReadonlySet<string>, { reminders, retries }: Announced): void {
    const cards = this.#all.filter(
      ({ blocks, threadTs }) => threadTs === undefined && isAbout(requestId, blocks),
    );
    must('one-card', cards.length <= 1 + touched(cards), () => `${requestId} has ${cards.length} cards`);
    const replies = this.#all.filter(({ threadTs }) => threadTs !== undefined && threads.has(threadTs));
    const [reminding, outcomes] = [replies.filter(isReminder), replies.filter((post) => !isReminder(post))];
    must(
      'told-once',
      outcomes.length <= 1 + retries + touched(outcomes),
      () => `${requestId}: ${outcomes.length} outcomes`,
    );
    const most = reminders + touched(reminding);
    must('told-once', reminding.length <= most, () => `${requestId}: ${reminding.length} reminders`);
  }
}

function isReminder({ text }: Post): boolean {
  return text.startsWith('Still waiting');
}

/** Those sent by a function that something happened to: their answers may not have been heard. */
function touched(posts: readonly Post[]): number {
  return posts.filter(({ by }) => !by.isUntouched).length;
}
