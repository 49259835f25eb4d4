import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { SlackApi } from './slack-api.ts';

/** What Slack gave the app, as it stands in Secrets Manager. */
export interface SlackSecret {
  botToken: string;
  signingSecret: string;
}

/** What is examined, and with what. */
export interface CheckContext {
  configuration: Configuration;
  /** When the stack began to be there, ISO 8601; undefined if nobody says so. */
  createdAt: string | undefined;
  /** The stack's outputs, by name. */
  outputs: Readonly<Record<string, string>>;
  clients: {
    secrets: Pick<SecretsManagerClient, 'send'>;
    iam: Pick<IAMClient, 'send'>;
    kms: Pick<KMSClient, 'send'>;
    s3: Pick<S3Client, 'send'>;
  };
  slack: (botToken: string) => SlackApi;
  fetch: typeof fetch;
  now: () => Date;
  /** As soon as the check for it has passed. */
  secret?: SlackSecret;
}

/** Something is wrong; `fix` says what to do about it. */
export class CheckFailed extends Error {
  override readonly name: string = 'CheckFailed';
  readonly fix: string;
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

/** Nothing is wrong, but something could be better. */
export class Advice extends CheckFailed {
  override readonly name = 'Advice';
}

/** What is looked for cannot be there yet. */
export class NotDue extends Error {
  override readonly name = 'NotDue';
  /** ISO 8601. */
  readonly until: string;
  constructor(until: string) {
    super(`not due until ${until}`);
    this.until = until;
  }
}

/** A check cannot be made, since another one has failed. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** One thing that must be so. `run` returns what was seen; throws CheckFailed, Advice, NotDue or NotChecked. */
export interface Check {
  name: string;
  run: (patient: CheckContext) => Promise<string>;
}

/** An output of the stack. Throws CheckFailed if the stack has no such output. */
export function outputOf({ outputs }: CheckContext, name: string): string {
  const value = outputs[name];
  if (value === undefined) {
    throw new CheckFailed(
      `the stack has no output ${name}`,
      'Deploy the stack again with this version: npx cdk deploy',
    );
  }
  return value;
}

/** The secret, for checks that need it. Throws NotChecked if it was not to be had. */
export function secretOf({ secret }: CheckContext): SlackSecret {
  if (!secret) throw new NotChecked('the Slack secret could not be read');
  return secret;
}

/** The name of an error of the SDK, such as `NoSuchEntityException`. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
