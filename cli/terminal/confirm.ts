import type { Surroundings } from '../command.ts';
import { Failure } from '../failure.ts';

/** Asks whoever sits there; no is the answer of a bare Enter. Throws Failure where nobody sits there. */
export async function confirm(question: string, { input, terminal }: Surroundings): Promise<boolean> {
  if (input.isTTY !== true || terminal.err.isTTY !== true) {
    throw new Failure(
      'no-terminal',
      'There is no terminal to ask at.',
      'Add --yes where a program decides, after it has looked at the request (countersign show --json).',
    );
  }
  const { confirm: ask } = await import('@clack/prompts');
  const answer = await ask({
    ...{ message: question, initialValue: false, withGuide: false, input, output: terminal.err },
  });
  return answer === true;
}
