import * as z from 'zod';
import { account, type Double, dispatch, type Operations, region, type Sources } from './double.ts';
import { ModelledError } from './modelled-error.ts';
import { parseParameters } from './parameters.ts';

/** As rules see it. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}

const entry = z.object({
  EventBusName: z.string().optional(),
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  /** In seconds, as it comes over the wire. */
  Time: z.union([z.date(), z.number().transform((seconds) => new Date(seconds * 1000))]).optional(),
  Resources: z.array(z.string()).default([]),
});
type Entry = z.output<typeof entry>;
const putEvents = z.object({ Entries: z.array(entry).min(1).max(10) });

/** Somebody who watches has long seen older ones. */
const maxKept = 1000;

/** The part of EventBridge that takes events. There are no rules: what was put is kept for whoever looks. */
export class EventBridge implements Double {
  readonly #sources: Sources;
  #events: BusEvent[] = [];
  readonly #operations: Operations = { PutEvents: (input) => this.#put(input) };

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  /** The latest 1,000 events of all buses, oldest first. */
  events(): readonly BusEvent[] {
    return this.#events;
  }

  #put(input: object): object {
    const { Entries: given } = parseParameters(putEvents, input, invalid);
    const Entries = given.map((one) => refusalOf(one) ?? { EventId: this.#keep(one) });
    return { Entries, FailedEntryCount: Entries.filter((answer) => 'ErrorCode' in answer).length };
  }

  #keep({ DetailType = '', Source = '', Detail = '', Time, Resources }: Entry): string {
    const id = this.#sources.newId();
    const time = (Time ?? this.#sources.clock()).toISOString().replace(/\.\d+Z$/, 'Z');
    const what = { 'detail-type': DetailType, source: Source, detail: JSON.parse(Detail) };
    const where = { account, region, resources: Resources };
    this.#events = [...this.#events, { version: '0' as const, id, time, ...what, ...where }].slice(-maxKept);
    return id;
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
function refusalOf({ Source, DetailType, Detail }: Entry) {
  if (!Source) return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Parameter Source is not valid.' };
  if (!DetailType)
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Parameter DetailType is not valid.' };
  if (isObject(Detail)) return undefined;
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function isObject(text: string | undefined): boolean {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function invalid(message: string): ModelledError {
  return new ModelledError('ValidationException', 400, message);
}
