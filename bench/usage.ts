import type { MeterReport } from './answers.ts';
import type { LocalStack } from './local-stack.ts';

/** What the local stack's meter counted while something was done. */
export interface Usage {
  stateTransitions: number;
  /** Without what runs by the clock: the reconciler, and what is fed by the stream or signs what was archived. */
  invocations: number;
  readUnits: number;
  writeUnits: number;
  /** By `service:Operation`, Slack's methods included. */
  calls: Record<string, number>;
}

/**
 * Does something and returns what it used, once the stack has come to rest. What `work` asks the API in order to wait
 * counts as well.
 */
export async function usageOf(stack: LocalStack, work: () => Promise<unknown>): Promise<Usage> {
  await stack.quiet();
  const before = await stack.meter();
  await work();
  await stack.quiet();
  return difference(before, await stack.meter());
}

function difference(before: MeterReport, after: MeterReport): Usage {
  const invocations = Object.entries(since(before.invocations, after.invocations))
    .filter(([name]) => !/-(reconcile|archive-events|publish-events|close-digest)$/.test(name))
    .map(([, count]) => count);
  return {
    stateTransitions: after.stateTransitions - before.stateTransitions,
    invocations: invocations.reduce((total, count) => total + count, 0),
    readUnits: after.dynamodb.readUnits - before.dynamodb.readUnits,
    writeUnits: after.dynamodb.writeUnits - before.dynamodb.writeUnits,
    calls: {
      ...since(before.awsCalls, after.awsCalls),
      ...since(before.slackCalls, after.slackCalls, 'slack:'),
    },
  };
}

function since(before: Record<string, number>, after: Record<string, number>, prefix = '') {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [`${prefix}${name}`, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}
