import { setTimeout } from 'node:timers/promises';
import type { RequestType } from './answers.ts';
import type { Figure } from './figure.ts';
import { LocalStack } from './local-stack.ts';

const few = 100;
const many = 1500;
const most = 10_000;
const submitters = 4;
const megabyte = 1_000_000;

/** What requests that wait for approval take: the memory of the whole local stack, its functions included. */
export async function measureWaiting(): Promise<Figure[]> {
  const stack = await LocalStack.start();
  try {
    const [type] = await stack.requestTypes();
    if (type === undefined) throw new Error('There are no request types.');
    const withFew = await memoryWith(stack, type, few);
    const withMany = await memoryWith(stack, type, many);
    const withMost = await memoryWith(stack, type, most);
    const each = (withMany - withFew) / (many - few) / 1000;
    const note = `${megabytes(withFew)} with ${few}, ${megabytes(withMany)} with ${many}`;
    return [
      { what: `each of ${few} to ${many}`, unit: 'kilobytes', measured: each, budget: 60, note },
      { what: `${most} in all`, unit: 'megabytes', measured: withMost / megabyte, budget: 1200 },
    ];
  } finally {
    await stack.close();
  }
}

/** Submits until so many requests wait; returns the resident memory in bytes, once the stack has come to rest. */
async function memoryWith(stack: LocalStack, type: RequestType, count: number): Promise<number> {
  let left = count - (await cards(stack));
  const submitOneByOne = async () => {
    while (left-- > 0) await stack.submit(type);
  };
  await Promise.all(Array.from({ length: submitters }, submitOneByOne));
  while ((await cards(stack)) < count) await setTimeout(2000);
  await stack.quiet();
  return process.memoryUsage.rss();
}

/** Without reading them: ten thousand cards are 100 MB. */
async function cards(stack: LocalStack): Promise<number> {
  return (await stack.meter()).slackCalls['chat.postMessage'] ?? 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(0)} MB`;
}
