import { badAddressSuite } from './suites/bad-addresses.ts';
import { badBodySuite } from './suites/bad-bodies.ts';
import { badControlSuite } from './suites/bad-control.ts';
import { cancellationSuite } from './suites/cancellation.ts';
import { crashSuite } from './suites/crashes.ts';
import { creationSuite } from './suites/creation.ts';
import { decisionSuite } from './suites/decisions.ts';
import { faultSuite } from './suites/faults.ts';
import { idempotencySuite } from './suites/idempotency.ts';
import { secretSuite } from './suites/secrets.ts';
import { slackInputSuite } from './suites/slack-input.ts';
import { slackTroubleSuite } from './suites/slack-trouble.ts';
import { runningStack } from './support/running.ts';

const stack = runningStack();

creationSuite(stack);
faultSuite(stack);
decisionSuite(stack);
cancellationSuite(stack);
idempotencySuite(stack);
badBodySuite(stack);
badAddressSuite(stack);
slackInputSuite(stack);
badControlSuite(stack);
crashSuite(stack);
slackTroubleSuite(stack);
secretSuite(stack);
