import type { Service } from './faults.ts';

/**
 * US East (N. Virginia), on demand, in US dollars: DynamoDB, Step Functions Standard, Lambda, REST API requests, S3
 * Standard (writes and lists; reads), KMS with an RSA_3072 key.
 */
const usdPerMillion = {
  readUnits: 0.125,
  writeUnits: 0.625,
  stateTransitions: 25,
  invocations: 0.2,
  apiRequests: 3.5,
  s3Writes: 5,
  s3Reads: 0.4,
  kmsRequests: 15,
};

const s3Reads = ['GetObject', 'HeadObject', 'HeadBucket'];

export interface MeterReport {
  since: string;
  stateTransitions: number;
  /** By function. */
  invocations: Record<string, number>;
  /** By `service:Operation`, whatever became of them. */
  awsCalls: Record<string, number>;
  slackCalls: Record<string, number>;
  apiRequests: number;
  dynamodb: { readUnits: number; writeUnits: number };
  /** What that costs; Lambda's time and free tiers are left out. */
  usd: { [part in keyof typeof usdPerMillion]: number } & { total: number };
}

/** Counts what the local stack does and what AWS would charge for it. */
export class Meter {
  readonly #since: Date;
  readonly #invocations = new Map<string, number>();
  readonly #awsCalls = new Map<string, number>();
  readonly #slackCalls = new Map<string, number>();
  readonly #units = { read: 0, write: 0 };
  #stateTransitions = 0;
  #apiRequests = 0;

  constructor({ clock }: { clock: () => Date }) {
    this.#since = clock();
  }

  stateTransition(): void {
    this.#stateTransitions += 1;
  }

  invocation(functionName: string): void {
    increment(this.#invocations, functionName);
  }

  apiRequest(): void {
    this.#apiRequests += 1;
  }

  awsCall(service: Service, operation: string): void {
    increment(this.#awsCalls, `${service}:${operation}`);
  }

  slackCall(method: string): void {
    increment(this.#slackCalls, method);
  }

  /** DynamoDB's read or write request units. */
  consumed(kind: 'read' | 'write', units: number): void {
    this.#units[kind] += units;
  }

  report(): MeterReport {
    const usage = {
      readUnits: this.#units.read,
      writeUnits: this.#units.write,
      stateTransitions: this.#stateTransitions,
      invocations: [...this.#invocations.values()].reduce((sum, count) => sum + count, 0),
      apiRequests: this.#apiRequests,
      ...this.#archiveRequests(),
    };
    return {
      since: this.#since.toISOString(),
      stateTransitions: usage.stateTransitions,
      invocations: sorted(this.#invocations),
      awsCalls: sorted(this.#awsCalls),
      slackCalls: sorted(this.#slackCalls),
      apiRequests: usage.apiRequests,
      dynamodb: { readUnits: usage.readUnits, writeUnits: usage.writeUnits },
      usd: priceOf(usage),
    };
  }

  #archiveRequests(): Record<'s3Writes' | 's3Reads' | 'kmsRequests', number> {
    const counts = { s3Writes: 0, s3Reads: 0, kmsRequests: 0 };
    for (const [call, count] of this.#awsCalls) {
      const [service, operation = ''] = call.split(':');
      if (service === 'kms') counts.kmsRequests += count;
      if (service === 's3') counts[s3Reads.includes(operation) ? 's3Reads' : 's3Writes'] += count;
    }
    return counts;
  }
}

function priceOf(usage: Record<keyof typeof usdPerMillion, number>): MeterReport['usd'] {
  const usd = (part: keyof typeof usdPerMillion) => (usage[part] * usdPerMillion[part]) / 1e6;
  const parts = {
    readUnits: usd('readUnits'),
    writeUnits: usd('writeUnits'),
    stateTransitions: usd('stateTransitions'),
    invocations: usd('invocations'),
    apiRequests: usd('apiRequests'),
    s3Writes: usd('s3Writes'),
    s3Reads: usd('s3Reads'),
    kmsRequests: usd('kmsRequests'),
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([one], [other]) => one.localeCompare(other)));
}
