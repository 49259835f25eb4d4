import * as z from 'zod';

/** One line that a function wrote. */
export interface LogLine {
  at: string;
  function: string;
  line: string;
}

/** How many lines are kept for `/_local/logs`, over all functions. */
const kept = 2000;

const structured = z.object({
  level: z.string().transform((level) => level.toUpperCase()),
  message: z.string().default(''),
});

/** What functions write: the latest lines are kept, errors go to the terminal, everything does if `verbose`. */
export class Logs {
  readonly #verbose: boolean;
  readonly #write: (text: string) => void;
  readonly #lines: LogLine[] = [];

  constructor({ verbose, write }: { verbose: boolean; write: (text: string) => void }) {
    this.#verbose = verbose;
    this.#write = write;
  }

  add(functionName: string, line: string): void {
    this.#lines.push({ at: new Date().toISOString(), function: functionName, line });
    if (this.#lines.length > kept) this.#lines.shift();
    if (this.#verbose || isError(line)) this.#write(`${functionName}: ${line}\n`);
  }

  /** The latest lines, oldest first. */
  latest(): LogLine[] {
    return [...this.#lines];
  }
}

function isError(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    const { success, data } = structured.safeParse(JSON.parse(line));
    return success && (data.level === 'ERROR' || data.level === 'CRITICAL');
  } catch {
    return false;
  }
}
