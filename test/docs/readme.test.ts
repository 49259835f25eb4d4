import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('no block of commands in the README has a comment: zsh takes it for arguments when it is pasted', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, commands = '']) => commands);
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.join('').match(/(?:^|\s)#.*/gm)).toBeNull();
});
