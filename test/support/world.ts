import { randomUUID } from 'node:crypto';
import { boundaryPolicyName, killSwitchParameter } from '../../domain/aws/own-resources.ts';
import { pacedRolesAnywhere } from '../../domain/aws/paced-roles-anywhere.ts';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import { nothingPinned, pinReader } from '../../domain/request-types/pin-reading.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { killSwitch } from '../../lambdas/create/kill-switch.ts';
import { auditTrail } from '../../lambdas/store/audit-trail.ts';
import { workIndex } from '../../lambdas/store/work-index.ts';
import { AccessAnalyzer } from '../../local/doubles/access-analyzer.ts';
import { DynamoDb } from '../../local/doubles/dynamodb/dynamodb.ts';
import { Iam } from '../../local/doubles/iam/iam.ts';
import { Ram } from '../../local/doubles/ram/ram.ts';
import { RolesAnywhere } from '../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { StepFunctions } from '../../local/doubles/step-functions/step-functions.ts';
import { SystemsManager } from '../../local/doubles/systems-manager.ts';
import { policyFindings } from '../../local/stack/policy-findings.ts';
import { clientsAt } from './clients.ts';
import { Clock } from './clock.ts';
import { configurationWith } from './configuration.ts';
import { Desk } from './desk.ts';
import { Engine, removalStateMachineArn, stateMachineArn } from './engine.ts';
import { FakeSlack } from './fake-slack.ts';
import { Log } from './log.ts';
import { Measured } from './measured.ts';
import { tables } from './tables.ts';

export const account = '111122223333';
const environment = {
  AWS_REGION: 'us-east-1',
  ACCOUNT_ID: account,
  OWN_ARNS:
    'arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5 arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5/*',
  AUDIT_TRAIL_TABLE: 'AuditTrail',
  REQUESTS_TABLE: 'Requests',
  STATE_MACHINE_ARN: stateMachineArn,
  REMOVAL_STATE_MACHINE_ARN: removalStateMachineArn,
  KILL_SWITCH_PARAMETER: killSwitchParameter,
  SLACK_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:slack-AbCdEf',
};
const boundary = {
  arn: `arn:aws:iam::${account}:policy/${boundaryPolicyName}`,
  document: { Version: '2012-10-17', Statement: [] },
};

/** The actions of the examples. */
const services = {
  imagebuilder: { actions: ['GetComponent', 'ListComponents'] },
  sqs: { actions: ['SendMessage'] },
  sts: { actions: ['AssumeRole', 'SetSourceIdentity', 'TagSession'] },
};

/**
 * Everything a handler meets, in this process: tables, workflow, services, Slack, and a clock that a test moves. `limit`:
 * whether IAM and Roles Anywhere take only so many requests a second.
 */
export async function newWorld(
  configuration: Configuration = configurationWith(),
  { limit = false }: { limit?: boolean } = {},
) {
  const clock = new Clock();
  const sources = { clock: () => new Date(clock.now()), newId: () => randomUUID() };
  const engine = new Engine();
  const doubles = {
    dynamodb: new DynamoDb({ meter: { consumed: () => {} } }),
    states: new StepFunctions({ engine, newId: sources.newId }),
    iam: new Iam({ ...sources, limit, policies: [boundary] }),
    ram: new Ram(sources),
    rolesanywhere: new RolesAnywhere({ ...sources, limit }),
    accessanalyzer: new AccessAnalyzer(policyFindings),
    ssm: new SystemsManager({ ...sources, parameters: [{ name: killSwitchParameter, value: 'off' }] }),
  };
  for (const table of tables) await doubles.dynamodb.ensureTable(table);
  const desk = new Desk(doubles);
  const slack = new FakeSlack();
  const log = new Log();
  const metrics = new Measured();
  const timing = {
    now: clock.now,
    sleep: async (milliseconds: number) => clock.pass(milliseconds / 1000),
    random: () => 0.5,
  };
  const { dynamodb, ssm, states, ...targets } = clientsAt(desk);
  const { iam, ram, rolesanywhere: rolesAnywhere, accessanalyzer: accessAnalyzer } = targets;
  const validation = {
    iam,
    ram,
    rolesAnywhere,
    accessAnalyzer,
    services: () => services,
    version: () => '0.1.0+test',
    deadline: () => new AbortController().signal,
  };
  const context = {
    clients: { dynamodb, states, slack, ...validation, killSwitch: killSwitch(ssm, killSwitchParameter) },
    environment,
    configuration,
    configurationHash: sha256(canonicalJson(configuration)),
    newId: () => randomUUID(),
    ...timing,
    log,
    metrics,
  };
  return {
    ...{ clock, engine, doubles, desk, slack, log, metrics, context, configuration },
    trail: auditTrail(context),
    index: workIndex(context),
    /** The contexts of the creating functions, by request type. */
    creators: {
      'iam-role': { ...context, clients: { ...context.clients, target: iam, readPins: pinReader(iam) } },
      'iam-policy': { ...context, clients: { ...context.clients, target: iam, readPins: nothingPinned } },
      /** Anew each time, as after a crash: a call that never ends keeps others waiting. */
      get 'rolesanywhere-profile'() {
        const target = pacedRolesAnywhere(rolesAnywhere, timing);
        return { ...context, clients: { ...context.clients, target, readPins: pinReader(iam) } };
      },
      'ram-permission': { ...context, clients: { ...context.clients, target: ram, readPins: nothingPinned } },
    },
    close: () => doubles.dynamodb.close(),
  };
}

export type World = Awaited<ReturnType<typeof newWorld>>;

/** Makes the role that the example of a profile names, unless it is there already; returns its ARN. */
export async function giveSessionRole({ doubles: { iam } }: World): Promise<string> {
  const Arn = `arn:aws:iam::${account}:role/requested/payments-deploy`;
  if (iam.snapshot().roles.some((role) => role.Arn === Arn)) return Arn;
  const { AssumeRolePolicyDocument, RoleName } = submissions['iam-role'].example.parameters;
  const trust = JSON.stringify(AssumeRolePolicyDocument);
  await iam.call('CreateRole', { RoleName, Path: '/requested/', AssumeRolePolicyDocument: trust });
  return Arn;
}

/** The body that the example of a type makes, with some parameters replaced. */
export function bodyOf(type: RequestTypeName, parameters: Record<string, unknown> = {}) {
  const { example } = submissions[type];
  return {
    type,
    justification: example.justification,
    parameters: { ...example.parameters, ...parameters },
  };
}
