import { randomUUID } from 'node:crypto';
import type { DynamoDb } from './doubles/dynamodb/dynamodb.ts';
import type { TableStream } from './doubles/dynamodb/table-stream.ts';
import type { EventSource } from './template/event-sources.ts';
import { UnsupportedTemplate } from './template/intrinsics.ts';
import type { Template } from './template.ts';

/** What feeds a function, and the stream that it reads. */
export interface StreamedSource {
  source: EventSource;
  stream: TableStream;
}

/** Begins the streams of tables that are there. Throws `UnsupportedTemplate` for a stream that two functions read. */
export function openSources(
  { eventSources, tables }: Pick<Template, 'eventSources' | 'tables'>,
  dynamodb: DynamoDb,
): Promise<StreamedSource[]> {
  if (new Set(eventSources.map(({ tableName }) => tableName)).size < eventSources.length) {
    throw new UnsupportedTemplate('The local stack delivers a stream to one function only.');
  }
  const sources = { clock: () => new Date(), newId: () => randomUUID() };
  return Promise.all(
    eventSources.map(async (source) => {
      const { KeySchema = [] } = tables.find(({ TableName }) => TableName === source.tableName) ?? {};
      const table = { TableName: source.tableName, KeySchema, streamArn: source.streamArn };
      return { source, stream: await dynamodb.stream(table, sources) };
    }),
  );
}
