import { Readable } from 'node:stream';
import { run } from '../../cli/program.ts';
import { Page } from './page.ts';

interface Given {
  /** What stands at standard input. */
  input?: string;
  now?: () => Date;
  /** Whether what is written goes to a terminal. */
  isTerminal?: boolean;
  /** What it writes to, for whoever looks while it runs. */
  page?: Page;
}

/** What `countersign` writes for these arguments, and how it ends. */
export async function countersign(
  args: readonly string[],
  { input = '', isTerminal, page = new Page(), ...given }: Given = {},
) {
  const at = { isTTY: isTerminal === true };
  const [out, err] = [Object.assign(page, at), Object.assign(new Page(), at)];
  const code = await run(args, {
    terminal: { out, err },
    input: Readable.from(input === '' ? [] : [input]),
    now: given.now ?? (() => new Date()),
  });
  return { code, out: out.text, err: err.text };
}
