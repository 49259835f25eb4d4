import * as z from 'zod';
import { type Double, dispatch, type Operations, type Sources } from './double.ts';
import { ModelledError } from './modelled-error.ts';
import { parseParameters } from './parameters.ts';

/** A secret that exists from the start; found by its ARN or its name. */
export interface Secret {
  arn: string;
  name: string;
  /** The secret string. */
  value: string;
}

const getSecretValue = z.object({ SecretId: z.string().min(1).max(2048) });

/** The part of Secrets Manager that reads a secret's current value. */
export class SecretsManager implements Double {
  readonly #secrets: readonly (Secret & { versionId: string; created: Date })[];
  readonly #operations: Operations = { GetSecretValue: (input) => this.#get(input) };

  constructor({ clock, newId, secrets }: Sources & { secrets: readonly Secret[] }) {
    this.#secrets = secrets.map((secret) => ({ ...secret, versionId: newId(), created: clock() }));
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  #get(input: object): object {
    const { SecretId } = parseParameters(getSecretValue, input, (message) =>
      refusal('ValidationException', message),
    );
    const found = this.#secrets.find(({ arn, name }) => arn === SecretId || name === SecretId);
    if (found === undefined) {
      throw refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return {
      ARN: found.arn,
      Name: found.name,
      VersionId: found.versionId,
      SecretString: found.value,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: found.created,
    };
  }
}

function refusal(name: string, message: string): ModelledError {
  return new ModelledError(name, 400, message);
}
