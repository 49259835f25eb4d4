import * as z from 'zod';

const content = z.object({ executionArn: z.string(), id: z.string() });

/** Makes a task token. It names its execution, so that one from an earlier run is known for what it is. */
export function taskToken(executionArn: string, id: string): string {
  return Buffer.from(JSON.stringify({ executionArn, id })).toString('base64');
}

/** What every task token begins with, so that one that got out is recognized wherever it stands. */
export const tokenMark = taskToken('', '').slice(0, 20);

/** The execution that a token was given out for; undefined for anything that is no token. */
export function executionOfToken(token: string): string | undefined {
  try {
    const parsed = content.safeParse(JSON.parse(Buffer.from(token, 'base64').toString('utf8')));
    return parsed.data?.executionArn;
  } catch {
    return undefined;
  }
}
