import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import * as z from 'zod';
import { type Definition, definitionSchema } from './definition.ts';
import { type ExecutionRecord, recordSchema } from './record.ts';

/** Definitions by the id that records name them with. */
export type Definitions = ReadonlyMap<string, Definition>;

/** What an earlier process left: executions, oldest first, and the definitions that those still running began with. */
export interface Kept {
  records: readonly ExecutionRecord[];
  definitions: Definitions;
}

/** Where executions are kept so that they outlive the process. */
export interface Journal {
  /** Returns once the record would survive the end of the process. */
  save(record: ExecutionRecord): void;
  /** Keeps a definition for the records that name it. */
  define(id: string, definition: Definition): void;
  close(): void;
}

/** Forgets everything with the process. */
export const noJournal: Journal = { save: () => {}, define: () => {}, close: () => {} };

/**
 * A file of JSON lines: the last line about an execution counts. A write is in the operating system's hands when
 * `save` returns, which is enough for SIGKILL; DynamoDB's files here are not synced against a power failure either.
 */
export class JournalFile implements Journal {
  readonly #file: number;

  /** Opens the journal at `path` and says what it knows. */
  static open(path: string): { journal: JournalFile; kept: Kept } {
    const kept = read(existsSync(path) ? readFileSync(path, 'utf8') : '');
    const definitions = [...kept.definitions].map(([id, definition]) => ({ id, definition }));
    const compacted = `${path}.new`;
    writeFileSync(compacted, [...definitions, ...kept.records].map(line).join(''));
    renameSync(compacted, path);
    return { journal: new JournalFile(path), kept };
  }

  private constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  save(record: ExecutionRecord): void {
    writeSync(this.#file, line(record));
  }

  define(id: string, definition: Definition): void {
    writeSync(this.#file, line({ id, definition }));
  }

  close(): void {
    closeSync(this.#file);
  }
}

const definedSchema = z.object({ id: z.string(), definition: definitionSchema });

function line(entry: ExecutionRecord | z.infer<typeof definedSchema>): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The last line may be cut short by a crash; what it said was not acted upon yet. */
function read(text: string): Kept {
  const latest = new Map<string, ExecutionRecord>();
  const defined = new Map<string, Definition>();
  const lines = text.split('\n');
  lines.pop();
  for (const one of lines) {
    const entry = z.union([definedSchema, recordSchema]).parse(JSON.parse(one));
    if ('id' in entry) defined.set(entry.id, entry.definition);
    else latest.set(entry.execution.executionArn, entry);
  }
  const records = [...latest.values()];
  const running = new Set(
    records.filter(({ execution }) => execution.status === 'RUNNING').map(({ definition }) => definition),
  );
  return { records, definitions: new Map([...defined].filter(([id]) => running.has(id))) };
}
