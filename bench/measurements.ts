import { measureAudit } from './audit.ts';
import { measureBundles } from './bundles.ts';
import { measureBurst } from './burst.ts';
import { measureCards } from './card.ts';
import { measureCommand } from './command.ts';
import { measureCreatedRequests } from './created-request.ts';
import type { Measurement } from './figure.ts';
import { measureGrowth } from './growth.ts';
import { measureLoadTime } from './load-time.ts';
import { measurePolicyAnalysis } from './policy-analysis.ts';
import { measureRemoteCalls } from './remote-calls.ts';
import { measureStartup } from './startup.ts';
import { measureTests } from './test-suite.ts';
import { measureWaiting } from './waiting.ts';

/** Everything that can be measured, in the order it is. */
export const measurements = {
  startup: { title: 'Start', measure: measureStartup },
  requests: { title: 'A created request, approved once by button', measure: measureCreatedRequests },
  calls: { title: 'Remote calls one after the other, warm', measure: measureRemoteCalls },
  bundles: { title: 'Bundle sizes', measure: measureBundles },
  loading: { title: "A handler's load time over that of its SDK clients alone", measure: measureLoadTime },
  cli: { title: 'The command, processor time over that of Node alone', measure: measureCommand },
  growth: {
    title: 'Reads and writes with many requests stored, over those with 100',
    measure: measureGrowth,
  },
  policies: { title: 'Policy analysis', measure: measurePolicyAnalysis },
  card: { title: 'The card on a phone', measure: measureCards },
  audit: { title: 'Verification of the audit trail, offline', measure: measureAudit },
  burst: { title: 'A burst of submissions', measure: measureBurst },
  waiting: { title: 'Requests that wait for approval', measure: measureWaiting },
  tests: { title: 'Test suite', measure: measureTests },
} as const satisfies Record<string, Measurement>;
