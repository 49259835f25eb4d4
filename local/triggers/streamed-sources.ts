import { randomUUID } from 'node:crypto';
import type { DynamoDb } from '../doubles/dynamodb/dynamodb.ts';
import type { StreamReader } from '../doubles/dynamodb/stream-reader.ts';
import type { EventSource } from '../template/event-sources.ts';
import type { Template } from '../template/template.ts';

/** What feeds a function, and how far it has read. */
export interface StreamedSource {
  source: EventSource;
  stream: StreamReader;
}

/** Begins the streams of tables that are there, with a reader for each function that is fed. */
export async function openSources(
  { eventSources, tables }: Pick<Template, 'eventSources' | 'tables'>,
  dynamodb: DynamoDb,
): Promise<StreamedSource[]> {
  const sources = { clock: () => new Date(), newId: () => randomUUID() };
  const opened = [...Map.groupBy(eventSources, ({ tableName }) => tableName)].map(([TableName, readers]) => {
    const { KeySchema = [] } = tables.find((table) => table.TableName === TableName) ?? {};
    const streamArn = readers[0]?.streamArn ?? '';
    const stream = dynamodb.stream({ TableName, KeySchema, streamArn }, sources);
    return readers.map(async (source) => ({
      source,
      stream: await stream.reader(nameOf(source.functionArn), source.wants),
    }));
  });
  return Promise.all(opened.flat());
}

function nameOf(functionArn: string): string {
  return functionArn.slice(functionArn.lastIndexOf(':') + 1);
}
