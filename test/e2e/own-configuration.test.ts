import { synthesizedStack } from '../../local/synthesis/synthesis.ts';
import { accessSuite } from './suites/access.ts';
import { apiDecisionSuite } from './suites/api-decisions.ts';
import { badAddressSuite } from './suites/bad-addresses.ts';
import { badBodySuite } from './suites/bad-bodies.ts';
import { badControlSuite } from './suites/bad-control.ts';
import { burstSuite } from './suites/burst.ts';
import { commandSuite } from './suites/command.ts';
import { expirySuite } from './suites/expiry.ts';
import { restartSuite } from './suites/restarts.ts';
import { retrySuite } from './suites/retries.ts';
import { typedClientSuite } from './suites/typed-client.ts';
import { isSeenInOwnConfiguration } from './support/reviewed-grants.ts';
import { runningStack } from './support/running.ts';

const configuration = 'test/fixtures/role-approvers.config.ts';
const assembly = await synthesizedStack(configuration, AbortSignal.timeout(120_000));

const stack = runningStack({ assembly, configuration, slackLimit: true });
const burst = burstSuite(stack);
const expiry = expirySuite(stack);

expiry.begin();
apiDecisionSuite(stack);
typedClientSuite(stack);
commandSuite(stack);
burst.begin();
retrySuite(stack);
restartSuite({ assembly, configuration });
badBodySuite(stack);
badAddressSuite(stack);
badControlSuite(stack);
burst.end();
expiry.end();
accessSuite(stack, isSeenInOwnConfiguration);
