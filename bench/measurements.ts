import { measureCreatedRequests } from './created-request.ts';
import type { Measurement } from './figure.ts';
import { measureRemoteCalls } from './remote-calls.ts';
import { measureStartup } from './startup.ts';
import { measureTests } from './test-suite.ts';

/** Everything that can be measured, in the order it is. */
export const measurements = {
  startup: { title: 'Start', measure: measureStartup },
  requests: { title: 'A created request', measure: measureCreatedRequests },
  calls: { title: 'Remote calls one after the other, warm', measure: measureRemoteCalls },
  tests: { title: 'Test suite', measure: measureTests },
} as const satisfies Record<string, Measurement>;
