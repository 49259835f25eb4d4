import * as z from 'zod';
import { streamFilter } from '../triggers/stream-filter.ts';
import type { Assembly } from './assembly.ts';
import { nameOf, physicalId, resourceAttribute } from './identifiers.ts';
import { UnsupportedTemplate } from './intrinsics.ts';

/** A function that is given what a table's stream says. */
export interface EventSource {
  functionArn: string;
  tableName: string;
  streamArn: string;
  batchSize: number;
  windowSeconds: number;
  /** Which records it is given. */
  wants: (record: object) => boolean;
  /** Whether the function says which records failed. */
  reportsFailures: boolean;
}

const properties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  // Lambda's own defaults.
  BatchSize: z.coerce.number().default(100),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
});
const streamed = z.object({
  StreamSpecification: z.object({ StreamViewType: z.literal('NEW_AND_OLD_IMAGES') }),
});

/** Every mapping of a table's stream to a function. Throws `UnsupportedTemplate` for streams of anything else. */
export function readEventSources(assembly: Assembly): EventSource[] {
  return assembly.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    const read = assembly.read(properties, resource);
    if (!read.Enabled) return [];
    const { EventSourceArn: streamArn, MaximumBatchingWindowInSeconds: windowSeconds } = read;
    return [
      {
        functionArn: functionArnOf(assembly, read.FunctionName),
        tableName: tableOf(assembly, streamArn),
        streamArn,
        batchSize: read.BatchSize,
        windowSeconds,
        wants: streamFilter((read.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern)),
        reportsFailures: read.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      },
    ];
  });
}

/** A mapping may name its function by name or by ARN. */
function functionArnOf(assembly: Assembly, name: string): string {
  for (const resource of assembly.ofType('AWS::Lambda::Function')) {
    const arn = assembly.resolve(z.string(), resourceAttribute(resource, 'Arn'), resource.logicalId);
    if (name === arn || name === assembly.resolve(z.string(), physicalId(resource), resource.logicalId))
      return arn;
  }
  throw new UnsupportedTemplate(`An event source is mapped to ${name}, which is no function here.`);
}

function tableOf(assembly: Assembly, streamArn: string): string {
  for (const resource of assembly.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    const arn = assembly.resolve(z.string(), resourceAttribute(resource, 'StreamArn'), resource.logicalId);
    if (arn !== streamArn) continue;
    assembly.read(streamed, resource);
    return assembly.resolve(z.string(), nameOf(resource), resource.logicalId);
  }
  throw new UnsupportedTemplate(`${streamArn} is not the stream of a table here.`);
}
