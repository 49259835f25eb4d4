import type { CheckContext } from '../../../cli/doctor/check.ts';
import type { SlackApi } from '../../../cli/doctor/slack-api.ts';
import { canonicalJson, sha256 } from '../../../domain/digest.ts';
import { configurationWith } from '../../support/configuration.ts';

const configuration = configurationWith();
export const now = new Date('2026-11-22T10:20:00.000Z');
export const scopes = ['chat:write', 'users:read', 'users:read.email', 'usergroups:read'];

/** What differs from a stack that is set up right; for a client, the name of the error it fails with. */
export interface Symptoms {
  outputs?: Record<string, string>;
  slack?: Partial<SlackApi>;
  status?: { unsigned?: number; signed?: number };
  date?: Date;
  secret?: string;
  secretText?: string;
  iam?: string;
  keyState?: string;
  digests?: string[];
  createdAt?: string;
}

const slack: SlackApi = {
  identity: async () => ({ teams: ['T0COUNTERSIGN'], scopes }),
  tryPosting: async () => {},
  members: async () => ['U0BOB', 'U0CAROL'],
  isActive: async () => true,
};
const outputs = {
  ConfigurationHash: sha256(canonicalJson(configuration)),
  SlackSecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:countersign/slack-AbCdEf',
  SlackInteractionsUrl: 'https://api.example.com/prod/slack/interactions',
  BoundaryArn: 'arn:aws:iam::111122223333:policy/countersign-boundary',
  AuditKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  AuditBucket: 'countersign-audit',
};
const goodSecret = JSON.stringify({ botToken: 'xoxb-1', signingSecret: '5167e0bb' });

/** A client that answers every command alike, or fails with an error of this name. */
function answering(answer: object, failure: string | undefined) {
  return {
    send: async () => {
      if (failure !== undefined) throw Object.assign(new Error(failure), { name: failure });
      return answer;
    },
  };
}

/** A stack that is set up right, but for these symptoms. */
export function healthy(symptoms: Symptoms): CheckContext {
  const { status = {}, date = now, digests = ['digests/20261122T100000.000Z.json'] } = symptoms;
  const key = { KeyState: symptoms.keyState ?? 'Enabled', KeyUsage: 'SIGN_VERIFY' };
  return {
    configuration,
    createdAt: symptoms.createdAt ?? '2026-11-01T08:00:00.000Z',
    outputs: { ...outputs, ...symptoms.outputs },
    clients: {
      secrets: answering({ SecretString: symptoms.secretText ?? goodSecret }, symptoms.secret),
      iam: answering({}, symptoms.iam),
      kms: answering({ KeyMetadata: key }, undefined),
      s3: answering({ Contents: digests.map((Key) => ({ Key })) }, undefined),
    },
    slack: () => ({ ...slack, ...symptoms.slack }),
    fetch: async (_, init) => {
      const isSigned = new Headers(init?.headers).has('x-slack-signature');
      const code = isSigned ? (status.signed ?? 400) : (status.unsigned ?? 401);
      return new Response('', { status: code, headers: { date: date.toUTCString() } });
    },
    now: () => now,
  };
}
