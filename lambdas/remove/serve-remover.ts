import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment, RemoverName } from '../environment.ts';
import { type Connect, type Handle, serve } from '../serve.ts';
import type { RemoverClients } from './remove.ts';

type Around = Parameters<Connect<RemoverName, unknown>>[2];

/** The Lambda handler of a removing function. `connect` makes the client of the service that it removes from, once. */
export function serveRemover<Target>(
  name: RemoverName,
  remove: Handle<RemoverName, RemoverClients<Target>, unknown, void>,
  connect: (around: Around, environment: Environment<RemoverName>) => Target,
) {
  return serve<RemoverName, RemoverClients<Target>, unknown, void>(
    name,
    (environment, _metrics, around) => ({
      dynamodb: new DynamoDBClient(),
      target: connect(around, environment),
    }),
    remove,
  );
}
