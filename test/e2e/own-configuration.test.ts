import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { synthesizeInto } from '../../local/synthesis.ts';
import { apiDecisionSuite } from './suites/api-decisions.ts';
import { burstSuite } from './suites/burst.ts';
import { restartSuite } from './suites/restarts.ts';
import { retrySuite } from './suites/retries.ts';
import { upgradeSuite } from './suites/upgrades.ts';
import { runningStack } from './support/running.ts';

const configuration = 'test/fixtures/role-approvers.config.ts';
const assembly = mkdtempSync(join(tmpdir(), 'countersign-assembly-'));
beforeAll(() => synthesizeInto(assembly, configuration, AbortSignal.timeout(120_000)), 180_000);
afterAll(() => rmSync(assembly, { recursive: true }));

const stack = runningStack({ assembly, configuration, slackLimit: true });
const burst = burstSuite(stack);

apiDecisionSuite(stack);
burst.begin();
retrySuite(stack);
restartSuite({ assembly, configuration });
upgradeSuite({ assembly, configuration });
burst.end();
