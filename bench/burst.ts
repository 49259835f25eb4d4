import { setTimeout } from 'node:timers/promises';
import { executions, messages, type RequestType } from './answers.ts';
import type { BenchOptions, Figure } from './figure.ts';
import { LocalStack } from './local-stack.ts';

/** How many connections submit at once. */
const submitters = 50;

/**
 * Many submissions at once: all are accepted, each gets one card in the end, and no workflow fails. With Slack's limit
 * the reconciler, which the stack runs every minute, posts what was refused: a second a card.
 */
export async function measureBurst({ burst, slackLimit }: BenchOptions): Promise<Figure[]> {
  const stack = await LocalStack.start({ slackLimit });
  try {
    const [type] = await stack.requestTypes();
    if (type === undefined) throw new Error('There are no request types.');
    const started = performance.now();
    const ids = await submitAll(stack, type, burst);
    const accepted = (performance.now() - started) / 1000;
    const without = await cardless(stack, ids, slackLimit);
    const shown = (performance.now() - started) / 1000;
    const unwell = await failedWorkflows(stack, ids);
    const limit = `Slack's limit is ${slackLimit ? 'on: one message a second' : 'off'}`;
    return [
      {
        what: `${burst} submissions accepted`,
        unit: 'seconds',
        measured: accepted,
        note: `${submitters} at a time`,
      },
      { what: `${burst} cards posted`, unit: 'seconds', measured: shown, note: limit },
      { what: 'submissions without exactly one card', unit: 'count', measured: without, budget: 0 },
      { what: 'workflows that do not wait', unit: 'count', measured: unwell, budget: 0 },
    ];
  } finally {
    await stack.close();
  }
}

async function submitAll(stack: LocalStack, type: RequestType, count: number): Promise<string[]> {
  const ids: string[] = [];
  let left = count;
  const submitOneByOne = async () => {
    while (left-- > 0) ids.push(await stack.submit(type));
  };
  await Promise.all(Array.from({ length: submitters }, submitOneByOne));
  return ids;
}

/** Waits as long as cards are still to come; returns how many requests have not exactly one. */
async function cardless(stack: LocalStack, ids: readonly string[], slackLimit: boolean): Promise<number> {
  const until = Date.now() + 120_000 + (slackLimit ? ids.length * 2000 : 0);
  for (;;) {
    const cards = (await stack.call(messages, '/_local/slack/messages')).filter((one) => !one.thread_ts);
    if (cards.length >= ids.length || Date.now() > until) {
      const texts = cards.map((card) => JSON.stringify(card));
      return ids.filter((id) => texts.filter((text) => text.includes(id)).length !== 1).length;
    }
    await setTimeout(500);
  }
}

async function failedWorkflows(stack: LocalStack, ids: readonly string[]): Promise<number> {
  let failed = 0;
  for (const id of ids) {
    const found = await stack.call(executions, `/_local/workflow/executions/${id}`);
    const statuses = found.executions.map(({ status }) => status);
    if (statuses.join() !== 'RUNNING') failed += 1;
  }
  return failed;
}
