import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Meter } from '../../../local/doubles/meter.ts';
import { openStorage } from '../../../local/stack/storage.ts';
import { StartupProblem } from '../../../local/startup-problem.ts';

const directory = mkdtempSync(join(tmpdir(), 'countersign-'));
afterAll(() => rmSync(directory, { recursive: true }));
const meter = new Meter({ clock: () => new Date() });

test('a data directory that is in use is refused', async () => {
  const first = await openStorage(directory, meter);
  const second = openStorage(directory, meter);
  await expect(second).rejects.toThrow(StartupProblem);
  await expect(second).rejects.toThrow(/another local stack is using it/);
  await first.dynamodb.close();
});

test('a data directory that is a file is refused, saying so', async () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  await expect(openStorage(file, meter)).rejects.toThrow(/The data directory .* cannot be used/);
});
