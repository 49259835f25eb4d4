import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { CreatorName, Environment } from '../environment.ts';
import { type Connect, type Handle, serve } from '../serve.ts';
import { connectSlack } from '../slack/connect.ts';
import type { CreatorClients } from './execution.ts';
import { killSwitch } from './kill-switch.ts';

/** What differs between creating functions: the service that creates, and what reads again what was pinned. */
type OwnClients<Target> = Pick<CreatorClients<Target>, 'target' | 'readPins'>;
type Around = Parameters<Connect<CreatorName, unknown>>[2];

/** The Lambda handler of a creating function. `connect` makes the clients of its own, once. */
export function serveCreator<Target>(
  name: CreatorName,
  create: Handle<CreatorName, CreatorClients<Target>, unknown, void>,
  connect: (around: Around, environment: Environment<CreatorName>) => OwnClients<Target>,
) {
  return serve<CreatorName, CreatorClients<Target>, unknown, void>(
    name,
    (environment, metrics, around) => ({
      dynamodb: new DynamoDBClient(),
      slack: connectSlack(environment, metrics),
      killSwitch: killSwitch(new SSMClient(), environment.KILL_SWITCH_PARAMETER),
      ...connect(around, environment),
    }),
    create,
  );
}
