import { afterAll, beforeAll, jest } from '@jest/globals';
import { type Stack, type StackOptions, startStack } from '../../../local/stack/stack.ts';
import { Client } from './client.ts';

/** A local stack that runs as long as the tests of a file. */
export interface Running {
  readonly client: Client;
  readonly slackSecret: Stack['slackSecret'];
}

class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

/** Starts one local stack for all tests of a file; what it returns may be used inside of tests only. */
export function runningStack(options: Partial<StackOptions> = {}): Running {
  // Far more than a test takes, for machines that do something else as well.
  jest.setTimeout(30_000);
  let stack: Stack | undefined;
  let client: Client | undefined;
  beforeAll(async () => {
    stack = await startStack({
      port: 0,
      configuration: 'test/fixtures/raised-quotas.config.ts',
      slackLimit: false,
      awsLimits: false,
      verbose: false,
      // Faults that tests inject are errors that functions log; `/_local/logs` keeps them for who looks.
      showLog: () => undefined,
      ...options,
    });
    client = new Client(stack.url);
    await stack.warm();
  }, 180_000);
  afterAll(() => stack?.close());
  return {
    get client() {
      if (!client) throw new NotRunning('The local stack is started before the first test');
      return client;
    },
    get slackSecret() {
      if (!stack) throw new NotRunning('The local stack is started before the first test');
      return stack.slackSecret;
    },
  };
}
