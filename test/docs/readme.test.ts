import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('no block of commands in README and API has a comment: zsh takes it for arguments when it is pasted', () => {
  const text = readFileSync('README.md', 'utf8') + readFileSync('docs/api.md', 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, commands = '']) => commands);
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.join('').match(/(?:^|\s)#.*/gm)).toBeNull();
});
