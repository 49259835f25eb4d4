import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { entries } from '../../cli/commands.ts';
import { cliReference, marker } from '../../package/cli-reference.ts';

const [byHand = '', generated] = readFileSync('docs/cli.md', 'utf8').split(marker);

test('docs/cli.md holds the help of every command as it is; npm run docs writes it', async () => {
  expect(generated).toBe(await cliReference());
});

test('docs/cli.md says what --json writes, for every command that has it', () => {
  for (const { name } of entries.filter((each) => !['completion', 'mcp'].includes(each.name))) {
    expect(byHand).toMatch(new RegExp(`^\\|.*\`${name}\\b`, 'm'));
  }
});
