import { deploymentSchema } from '../../domain/configuration/deployment-settings.ts';

export const key = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000';
export const certificate =
  'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000';

/** A deployment with every setting other than its default. */
export const everySetting = {
  identities: [],
  alarms: { email: 'ops@example.com' },
  deployment: deploymentSchema.parse({
    stageName: 'live',
    logRetentionDays: 90,
    encryptionKey: key,
    webAcl: { requestsPerFiveMinutes: 1000 },
    callers: { organization: 'o-a1b2c3d4e5' },
    throttling: { routes: { 'POST /requests/{id}/cancel': { rate: 2, burst: 5 } } },
    domain: {
      name: 'access.example.com',
      certificate,
      hostedZone: { id: 'Z0123456789', name: 'example.com' },
    },
    requestUrl: 'https://access.example.com/requests/{id}',
    webhookConcurrency: 20,
    previewConcurrency: 'shared',
    tags: { team: 'platform' },
  }),
};
