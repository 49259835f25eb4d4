import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import type { SlackClient } from '../../lambdas/slack/client.ts';
import type { SlackSecret } from '../../lambdas/slack/secret.ts';
import type { Service } from './call.ts';

/** Makes one external call on behalf of a running function. */
export type Send = (service: Service, operation: string, input: object) => Promise<unknown>;

const region = { region: 'us-east-1' };
const bases = {
  dynamodb: new DynamoDBClient(region),
  states: new SFNClient(region),
  iam: new IAMClient(region),
  ram: new RAMClient(region),
  rolesanywhere: new RolesAnywhereClient(region),
  accessanalyzer: new AccessAnalyzerClient(region),
  secretsmanager: new SecretsManagerClient(region),
  ssm: new SSMClient(region),
};

/** The SDK's clients, whose `send` goes to the scheduler instead of the network. */
export function awsClients(send: Send): typeof bases {
  return {
    dynamodb: redirected(bases.dynamodb, 'dynamodb', send),
    states: redirected(bases.states, 'states', send),
    iam: redirected(bases.iam, 'iam', send),
    ram: redirected(bases.ram, 'ram', send),
    rolesanywhere: redirected(bases.rolesanywhere, 'rolesanywhere', send),
    accessanalyzer: redirected(bases.accessanalyzer, 'accessanalyzer', send),
    secretsmanager: redirected(bases.secretsmanager, 'secretsmanager', send),
    ssm: redirected(bases.ssm, 'ssm', send),
  };
}

interface Command {
  input: object;
  constructor: { name: string };
}

const operations = new Map<string, string>();

/** `GetItem` of a `GetItemCommand`. */
function operationOf({ constructor: { name } }: Command): string {
  const operation = operations.get(name) ?? name.replace(/Command$/, '');
  operations.set(name, operation);
  return operation;
}

function redirected<Client extends object>(client: Client, service: Service, send: Send): Client {
  const sendCommand = (command: Command) => send(service, operationOf(command), command.input);
  return new Proxy(client, {
    get(_client, member) {
      if (member !== 'send') throw new TypeError(`A handler uses ${String(member)} of a client`);
      return sendCommand;
    },
  });
}

const text = z.string();

/** Our Slack client, each of whose calls goes to the scheduler; `secret` is asked for before each, as the real one does. */
export function slackClient(send: Send, secret: () => Promise<SlackSecret>): SlackClient {
  const ask = async (operation: string, input: object) => {
    await secret();
    return send('slack', operation, input);
  };
  return {
    post: async (message) => text.parse(await ask('post', message)),
    update: async (message) => void (await ask('update', message)),
    tell: async (message) => void (await ask('tell', message)),
    open: async (triggerId, view) => void (await ask('open', { triggerId, view })),
    members: async (group) => z.array(text).parse(await ask('members', { group })),
    idOf: async (email) => text.optional().parse(await ask('idOf', { email })),
    signingSecret: async () => (await secret()).signingSecret,
  };
}
