import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDb } from '../doubles/dynamodb/dynamodb.ts';
import { Journal } from '../doubles/journal.ts';
import type { Meter } from '../doubles/meter.ts';
import { ModelledError } from '../doubles/modelled-error.ts';
import { RecordFile } from '../doubles/s3/record-file.ts';
import { StartupProblem } from '../startup-problem.ts';
import { JournalFile, type Kept, noJournal, type Journal as WorkflowJournal } from '../workflow/journal.ts';

/** Everything that a stack keeps, in memory or in a directory. */
export interface Storage {
  dynamodb: DynamoDb;
  /** What AWS and Slack hold; undefined in memory. */
  doubles: Journal | undefined;
  /** S3's objects; undefined in memory. */
  objects: RecordFile | undefined;
  executions: { journal: WorkflowJournal; kept: Kept };
}

/**
 * Opens what is kept in a directory, made if it is missing; without one everything is in memory. DynamoDB comes first:
 * LevelDB's lock, which ends with its process, keeps a second stack off the directory. Throws `StartupProblem`.
 */
export async function openStorage(directory: string | undefined, meter: Meter): Promise<Storage> {
  if (directory === undefined) {
    const executions = { journal: noJournal, kept: { records: [], definitions: new Map() } };
    return { dynamodb: new DynamoDb({ meter }), doubles: undefined, objects: undefined, executions };
  }
  try {
    mkdirSync(directory, { recursive: true });
    const dynamodb = new DynamoDb({ path: join(directory, 'dynamodb'), meter });
    await firstRead(dynamodb);
    const doubles = new Journal(join(directory, 'aws-and-slack.jsonl'));
    const objects = new RecordFile(join(directory, 'objects'));
    return { dynamodb, doubles, objects, executions: JournalFile.open(join(directory, 'executions.jsonl')) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupProblem(`The data directory ${directory} cannot be used: ${reason}`);
  }
}

/** LevelDB opens its files when something is first read; dynalite does not pass on why it cannot. */
async function firstRead(dynamodb: DynamoDb): Promise<void> {
  try {
    await dynamodb.call('DescribeTable', { TableName: 'none' });
  } catch (error) {
    if (error instanceof ModelledError) return;
    throw new Error('another local stack is using it, or its files are damaged.', { cause: error });
  }
}
