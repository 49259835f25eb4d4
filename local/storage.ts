import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDb } from './doubles/dynamodb/dynamodb.ts';
import { Journal } from './doubles/journal.ts';
import type { Meter } from './doubles/meter.ts';
import { StartupProblem } from './startup-problem.ts';
import type { TableDefinition } from './template/data.ts';
import { JournalFile, noJournal, type Journal as WorkflowJournal } from './workflow/journal.ts';
import type { ExecutionRecord } from './workflow/record.ts';

/** Everything that a stack keeps, in memory or in a directory. */
export interface Storage {
  dynamodb: DynamoDb;
  /** What AWS and Slack hold; undefined in memory. */
  doubles: Journal | undefined;
  executions: { journal: WorkflowJournal; records: readonly ExecutionRecord[] };
}

/**
 * Opens what is kept in a directory, made if it is missing; without one everything is in memory. DynamoDB comes first:
 * LevelDB's lock, which ends with its process, keeps a second stack off the directory. Throws `StartupProblem`.
 */
export async function openStorage(
  directory: string | undefined,
  { tables, meter }: { tables: readonly TableDefinition[]; meter: Meter },
): Promise<Storage> {
  if (directory !== undefined) prepare(directory);
  const path = directory && join(directory, 'dynamodb');
  const dynamodb = new DynamoDb({ path, meter });
  try {
    await Promise.all(tables.map((table) => dynamodb.ensureTable(table)));
  } catch (error) {
    throw directory === undefined ? error : unusable(directory, error);
  }
  return {
    dynamodb,
    doubles: directory === undefined ? undefined : new Journal(join(directory, 'aws-and-slack.jsonl')),
    executions:
      directory === undefined
        ? { journal: noJournal, records: [] }
        : JournalFile.open(join(directory, 'executions.jsonl')),
  };
}

function prepare(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(directory, error);
  }
}

function unusable(directory: string, error: unknown): StartupProblem {
  const codes = [...causes(error)].map((cause) => ('code' in cause ? String(cause.code) : ''));
  if (codes.includes('LEVEL_LOCKED')) {
    return new StartupProblem(`The data directory ${directory} is in use by another local stack.`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupProblem(`The data directory ${directory} cannot be used: ${reason}`);
}

function* causes(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  yield* causes(error.cause);
}
