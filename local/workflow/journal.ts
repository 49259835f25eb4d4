import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { type ExecutionRecord, recordSchema } from './record.ts';

/** Where executions are kept so that they outlive the process. */
export interface Journal {
  /** Returns once the record would survive the end of the process. */
  save(record: ExecutionRecord): void;
  close(): void;
}

/** Forgets everything with the process. */
export const noJournal: Journal = { save: () => {}, close: () => {} };

/**
 * A file of JSON lines: the last line about an execution counts. A write is in the operating system's hands when
 * `save` returns, which is enough for SIGKILL; DynamoDB's files here are not synced against a power failure either.
 */
export class JournalFile implements Journal {
  readonly #file: number;

  /** Opens the journal at `path`; `records` says what it knows, oldest execution first. */
  static open(path: string): { journal: JournalFile; records: ExecutionRecord[] } {
    const records = existsSync(path) ? read(readFileSync(path, 'utf8')) : [];
    const compacted = `${path}.new`;
    writeFileSync(compacted, records.map(line).join(''));
    renameSync(compacted, path);
    return { journal: new JournalFile(path), records };
  }

  private constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  save(record: ExecutionRecord): void {
    writeSync(this.#file, line(record));
  }

  close(): void {
    closeSync(this.#file);
  }
}

function line(record: ExecutionRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The last line may be cut short by a crash; what it said was not acted upon yet. */
function read(text: string): ExecutionRecord[] {
  const latest = new Map<string, ExecutionRecord>();
  const lines = text.split('\n');
  lines.pop();
  for (const one of lines) {
    const record = recordSchema.parse(JSON.parse(one));
    latest.set(record.execution.executionArn, record);
  }
  return [...latest.values()];
}
