import { expect, test } from '@jest/globals';
import { deploymentOf } from '../../../local/stack/deployment.ts';

test('a deployment says where its services are, and gives the API its local address', () => {
  const ApiUrl = 'https://Api.execute-api.us-east-1.amazonaws.com/prod/';
  const outputs = { ApiUrl, SlackInteractionsUrl: `${ApiUrl}slack/interactions`, AuditBucket: 'audit' };
  const here = {
    url: 'http://127.0.0.1:4000',
    doublesUrl: 'http://127.0.0.1:4001',
    startedAt: '2026-11-22T09:20:00.000Z',
  };
  expect(deploymentOf(outputs, here)).toEqual({
    ...{ region: 'us-east-1', account: '111122223333', endpoint: 'http://127.0.0.1:4001' },
    startedAt: '2026-11-22T09:20:00.000Z',
    credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' },
    slackApiUrl: 'http://127.0.0.1:4001/slack/AKIALOCAL/api/',
    outputs: {
      ApiUrl: 'http://127.0.0.1:4000/',
      SlackInteractionsUrl: 'http://127.0.0.1:4000/slack/interactions',
      AuditBucket: 'audit',
    },
  });
});
