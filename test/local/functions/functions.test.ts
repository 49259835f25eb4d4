import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Functions } from '../../../local/functions/functions.ts';
import { Logs } from '../../../local/functions/logs.ts';
import { workerModule } from '../../../local/functions/worker-module.ts';
import { until } from '../workflow/harness.ts';

const handlers = `
let calls = 0;
export const echo = async (event, context) => ({ event, calls: ++calls, name: context.functionName });
export const environment = async () => process.env;
export const fail = async () => { throw Object.assign(new Error('Not now'), { name: 'TransientFailure' }); };
export const hang = () => new Promise(() => {});
export const spin = () => { for (;;); };
export const leave = () => process.exit(3);
export const reject = () => { Promise.reject(new Error('nobody waits')); return new Promise(() => {}); };
export const log = async () => { console.log(JSON.stringify({ level: 'ERROR', message: 'broken' })); };
export const scarce = async () => { await new Promise((r) => setTimeout(r, 40)); return 'done'; };
export const key = async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); return process.env.AWS_ACCESS_KEY_ID; };
`;
const names = [...handlers.matchAll(/const (\w+) =/g)].map(([, name = '']) => name);

let directory: string;
let functions: Functions;
let written = '';
const logs = new Logs({ verbose: false, write: (text) => (written += text) });
const invoked: string[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'countersign-'));
  writeFileSync(join(directory, 'index.mjs'), handlers);
  functions = new Functions({
    functions: [...names, 'absent'].map((name) => ({
      logicalId: name,
      name,
      arn: `arn:${name}`,
      directory,
      handler: `index.${name}`,
      environment: { TABLE: 'trail' },
      timeoutSeconds: ['hang', 'spin'].includes(name) ? 0.3 : 10,
      memoryMegabytes: 128,
      ...(name === 'scarce' && { reservedConcurrency: 2 }),
    })),
    code: await workerModule(),
    environment: (accessKeyId) => ({ AWS_ENDPOINT_URL: `http://localhost/${accessKeyId}` }),
    logs,
    onInvocation: (name) => invoked.push(name),
  });
});
afterAll(async () => {
  await functions.close();
  rmSync(directory, { recursive: true });
});

const invoke = (name: string, event: unknown = {}) => functions.invoke(`arn:${name}`, event);
const value = async (name: string, event: unknown = {}): Promise<unknown> => {
  const result = await invoke(name, event);
  return result.ok ? JSON.parse(result.payload) : result.error;
};

describe('an invocation', () => {
  test('passes the event, and uses a warm environment again', async () => {
    expect(await value('echo', { id: 1 })).toEqual({ event: { id: 1 }, calls: 1, name: 'echo' });
    expect(await value('echo')).toMatchObject({ calls: 2 });
    expect(invoked).toEqual(['echo', 'echo']);
  });

  test('sees the template’s variables and the doubles, and nothing of this process', async () => {
    const environment = await value('environment');
    expect(environment).toMatchObject({ TABLE: 'trail', AWS_LAMBDA_FUNCTION_NAME: 'environment' });
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL: expect.stringContaining('AKIAFUNCTION') });
    expect(environment).not.toHaveProperty('PATH');
    expect(environment).not.toHaveProperty('HOME');
  });

  test('fails with what the handler throws, under its name', async () => {
    expect(await value('fail')).toMatchObject({ errorType: 'TransientFailure', errorMessage: 'Not now' });
  });

  test.each([
    ['hang', 'Sandbox.Timedout', 'Task timed out after 0.30 seconds'],
    ['spin', 'Sandbox.Timedout', 'Task timed out after 0.30 seconds'],
    ['leave', 'Runtime.ExitError', 'status 3'],
    ['reject', 'Runtime.UnhandledPromiseRejection', 'nobody waits'],
    ['absent', 'Runtime.HandlerNotFound', 'absent is undefined or not exported'],
  ])('of %s fails as %s', async (name, errorType, message) => {
    expect(await value(name)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  });

  test('works again in a new environment after a timeout', async () => {
    await invoke('hang');
    expect(await value('hang')).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  test('of a function that does not exist is refused', async () => {
    await expect(invoke('nobody')).rejects.toThrow('Function not found: arn:nobody');
  });
});

describe('invocations at once', () => {
  test('run side by side with a key each, at most four, and the rest waits', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => value('key', { ms: 40 })));
    expect(new Set(keys).size).toBe(4);
  });

  test('of a function with a reserved concurrency are throttled beyond it, and none of them is run', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => value('scarce')));
    const refused = { errorType: 'Lambda.TooManyRequestsException', errorMessage: 'Rate Exceeded.' };
    expect(results).toEqual(['done', 'done', refused, refused]);
    expect(await value('scarce')).toBe('done');
    expect(invoked.filter((name) => name === 'scarce')).toHaveLength(3);
  });

  test('crash one by one: only the one with the key that is named', async () => {
    const [doomed, other] = await Promise.all([value('key', { ms: 20 }), value('key', { ms: 20 })]);
    const both = [invoke('key', { ms: 150 }), invoke('key', { ms: 150 })];
    functions.crash(String(doomed));
    const results = await Promise.all(both);
    expect(results.filter(({ ok }) => ok)).toEqual([{ ok: true, payload: JSON.stringify(other) }]);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { errorType: 'Lambda.Unknown' } });
    expect(await invoke('key', { ms: 0 })).toMatchObject({ ok: true });
  });
});

test('what a function logs is kept, and an error is shown', async () => {
  await invoke('log');
  await until(() => written !== '');
  expect(written).toContain('log: {"level":"ERROR","message":"broken"}');
  expect(logs.latest()).toContainEqual(
    expect.objectContaining({ function: 'log', line: '{"level":"ERROR","message":"broken"}' }),
  );
});
