import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Desk } from './desk.ts';

const where = { region: 'us-east-1' };
const first = { step: 'initialize', priority: 'high' } as const;

/** Real clients whose calls end at a desk; each needs its own call, since no two stacks are of one type. */
export function clientsAt(desk: Desk) {
  const dynamodb = new DynamoDBClient(where);
  dynamodb.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('dynamodb', commandName, input),
    first,
  );
  const states = new SFNClient(where);
  states.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('states', commandName, input),
    first,
  );
  const iam = new IAMClient(where);
  iam.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('iam', commandName, input),
    first,
  );
  const ram = new RAMClient(where);
  ram.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('ram', commandName, input),
    first,
  );
  const rolesanywhere = new RolesAnywhereClient(where);
  rolesanywhere.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('rolesanywhere', commandName, input),
    first,
  );
  const accessanalyzer = new AccessAnalyzerClient(where);
  accessanalyzer.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('accessanalyzer', commandName, input),
    first,
  );
  const ssm = new SSMClient(where);
  ssm.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('ssm', commandName, input),
    first,
  );
  return { dynamodb, ssm, states, iam, ram, rolesanywhere, accessanalyzer };
}
