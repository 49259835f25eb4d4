import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { entries } from '../cli/commands.ts';
import { programOf, run } from '../cli/program.ts';

/** Where docs/cli.md ends being written by hand. */
export const marker = '<!-- Everything below is the help of the commands, written by `npm run docs`. -->\n';

/** The help of every command, as Markdown. */
export async function cliReference(): Promise<string> {
  const names = entries.map(({ name }) => name);
  const terminal = { out: new Kept(), err: new Kept() };
  const surroundings = { terminal, input: process.stdin, now: () => new Date(), end: () => undefined };
  const program = await programOf(surroundings, names);
  const sections: string[] = [];
  for (const path of pathsOf(program, [])) {
    const out = new Kept();
    await run([...path, '--help'], { ...surroundings, terminal: { out, err: new Kept() } });
    sections.push(`\n## ${['countersign', ...path].join(' ')}\n\n\`\`\`text\n${out.text.trim()}\n\`\`\`\n`);
  }
  return sections.join('');
}

function pathsOf(command: Command, path: readonly string[]): (readonly string[])[] {
  return [path, ...command.commands.flatMap((each) => pathsOf(each, [...path, each.name()]))];
}

class Kept extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}
