import * as z from 'zod';
import { killSwitchParameter } from '../../domain/own-resources.ts';
import { nothingPinned, pinReader } from '../../domain/request-types/pins.ts';
import { cancelRequest } from '../../lambdas/cancel-request.ts';
import { killSwitch } from '../../lambdas/create/kill-switch.ts';
import { createIamPolicy } from '../../lambdas/create-iam-policy.ts';
import { createIamRole } from '../../lambdas/create-iam-role.ts';
import { createRamPermission } from '../../lambdas/create-ram-permission.ts';
import { createRolesAnywhereProfile } from '../../lambdas/create-rolesanywhere-profile.ts';
import { type Environment, environments, type FunctionName } from '../../lambdas/environment.ts';
import { type ApiEvent, answering } from '../../lambdas/http/route.ts';
import { reconcile } from '../../lambdas/reconcile.ts';
import { recordOutcome } from '../../lambdas/record-outcome.ts';
import { requestApproval } from '../../lambdas/request-approval.ts';
import type { Context } from '../../lambdas/serve.ts';
import { settleTimeout } from '../../lambdas/settle-timeout.ts';
import type { SlackClient } from '../../lambdas/slack/client.ts';
import { slackInteraction } from '../../lambdas/slack-interaction.ts';
import { submitRequest } from '../../lambdas/submit-request.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import type { awsClients } from './clients.ts';

/** What every function of the simulation is given; each takes its share. */
export interface Surroundings extends Omit<Context<FunctionName, unknown>, 'clients' | 'environment'> {
  aws: ReturnType<typeof awsClients>;
  slack: SlackClient;
  variables: Readonly<Record<string, string>>;
}

export type Work = (event: unknown, around: Surroundings) => Promise<unknown>;

/** The real functions: what `serve` and `serveRoute` would run. */
export const works: Partial<Record<FunctionName, Work>> = {
  'submit-request': (event, around) =>
    answering(submitRequest, apiEvent.parse(event), {
      ...around,
      ...given('submit-request', around, around.aws),
    }),
  'cancel-request': (event, around) =>
    answering(cancelRequest, apiEvent.parse(event), {
      ...around,
      ...given('cancel-request', around, around.aws),
    }),
  'slack-interaction': (event, around) => {
    const context = { ...around, ...given('slack-interaction', around, withSlack(around)) };
    return answering(slackInteraction, apiEvent.parse(event), context);
  },
  'validate-request': (event, around) => {
    const { rolesanywhere: rolesAnywhere, accessanalyzer: accessAnalyzer } = around.aws;
    const clients = { ...around.aws, rolesAnywhere, accessAnalyzer, services: noCatalogue };
    return validateRequest(event, { ...around, ...given('validate-request', around, clients) });
  },
  'request-approval': (event, around) =>
    requestApproval(event, { ...around, ...given('request-approval', around, withSlack(around)) }),
  'settle-timeout': (event, around) =>
    settleTimeout(event, { ...around, ...given('settle-timeout', around, around.aws) }),
  'record-outcome': (event, around) =>
    recordOutcome(event, { ...around, ...given('record-outcome', around, withSlack(around)) }),
  reconcile: (event, around) =>
    reconcile(event, { ...around, ...given('reconcile', around, withSlack(around)) }),
  'create-iam-role': (event, around) => {
    const { iam } = around.aws;
    const clients = { ...forCreation(around), target: iam, readPins: pinReader(iam) };
    return createIamRole(event, { ...around, ...given('create-iam-role', around, clients) });
  },
  'create-iam-policy': (event, around) => {
    const clients = { ...forCreation(around), target: around.aws.iam, readPins: nothingPinned };
    return createIamPolicy(event, { ...around, ...given('create-iam-policy', around, clients) });
  },
  'create-ram-permission': (event, around) => {
    const clients = { ...forCreation(around), target: around.aws.ram, readPins: nothingPinned };
    return createRamPermission(event, { ...around, ...given('create-ram-permission', around, clients) });
  },
  'create-rolesanywhere-profile': (event, around) => {
    const { iam, rolesanywhere: target } = around.aws;
    const clients = { ...forCreation(around), target, readPins: pinReader(iam) };
    return createRolesAnywhereProfile(event, {
      ...around,
      ...given('create-rolesanywhere-profile', around, clients),
    });
  },
};

/** Which actions there are matters for findings, not for what happens to a request. */
const noCatalogue = () => ({});

function forCreation(around: Surroundings) {
  return { ...withSlack(around), killSwitch: killSwitch(around.aws.ssm, killSwitchParameter) };
}

function withSlack({ aws, slack }: Surroundings) {
  return { ...aws, slack };
}

const apiEvent = z.custom<ApiEvent>(
  (event) => typeof event === 'object' && event !== null && 'path' in event,
);

type Schemas = { [N in FunctionName]: { parse: (variables: unknown) => Environment<N> } };

/** The clients, and the environment as `serve` would parse it. */
function given<N extends FunctionName, Clients>(name: N, { variables }: Surroundings, clients: Clients) {
  const schemas: Schemas = environments;
  return { clients, environment: schemas[name].parse(variables) };
}
