import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '../../local/demo/client.ts';
import { synthesizeInto } from '../../local/synthesis.ts';
import { end, run, type Started } from './start/process.ts';

let directory: string;
const running: Started[] = [];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'countersign-'));
  await synthesizeInto(join(directory, 'assembly'), 'countersign.config.ts', AbortSignal.timeout(60_000));
}, 60_000);
afterAll(async () => {
  for (const one of running)
    if (one.child.exitCode === null && one.child.signalCode === null) await end(one, 'SIGKILL');
  rmSync(directory, { recursive: true });
});

async function boot() {
  const script = 'test/local/start/serve-assembly.ts';
  const started = await run(script, join(directory, 'assembly'), join(directory, 'data'));
  running.push(started);
  return { started, client: new Client(started.url ?? '') };
}

test('after SIGKILL every request is where it was or further, and can be approved', async () => {
  const before = await boot();
  const [first, ...others] = await before.client.requestTypes();
  const created = first === undefined ? '' : (await before.client.submit(first)).id;
  await before.client.click(created, { user: 'U0BOB', action: 'approve' });
  await before.client.reaches(created, 'created');
  const ids: string[] = [];
  for (const type of others) ids.push((await before.client.submit(type)).id);
  const [pending = ''] = ids;
  await before.client.reaches(pending, 'pending');
  await end(before.started, 'SIGKILL');

  const { started, client } = await boot();
  await client.reaches(created, 'created');
  await client.reaches(pending, 'pending');
  for (const id of ids) {
    await client.click(id, { user: 'U0BOB', action: 'approve' });
    await client.reaches(id, 'created');
    expect((await client.audit(id)).chain.valid).toBe(true);
  }
  expect((await end(started, 'SIGTERM')).milliseconds).toBeLessThan(2000);
}, 60_000);

test('a data directory that is in use is refused', async () => {
  const first = await boot();
  const second = await boot();
  expect(second.started.url).toBeUndefined();
  expect(second.started.errors).toContain('another local stack is using it');
  await end(first.started, 'SIGKILL');
}, 30_000);
