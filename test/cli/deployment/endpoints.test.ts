import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { rolesAnywhereClient, s3Client } from '../../../cli/deployment/clients.ts';
import { deployment } from '../../../cli/deployment/deployment.ts';
import { countersign } from '../../support/command.ts';
import { temporaryFolder } from '../../support/exported.ts';
import { type Emulator, emulator } from './emulator.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
const before = { ...process.env };
const region = 'us-east-1';
const { folder, remove } = temporaryFolder();
let everything: Emulator;

beforeAll(async () => {
  everything = await emulator();
});
afterEach(() => {
  process.env = { ...before };
  everything.asked.length = 0;
});
afterAll(async () => {
  await everything.close();
  remove();
});

function environment(variables: Record<string, string>) {
  process.env = { ...before, ...credentials, AWS_REGION: region, ...variables };
}

/** Where a client of Roles Anywhere sends what it asks; undefined: to AWS. */
async function hostOf(options: { profile?: string; endpoint?: string } = {}): Promise<string | undefined> {
  const { config } = await rolesAnywhereClient({ region, ...options });
  return (await config.endpoint?.())?.hostname;
}

describe('a command beside an emulator', () => {
  test('asks nobody else: drift', async () => {
    environment({ AWS_ENDPOINT_URL: everything.url });
    const { code, out, err } = await countersign(['audit', 'drift']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('The account is as the trail says.\n');
    expect(new Set(everything.asked.map((asked) => asked.split(' ')[0]))).toEqual(
      new Set(['cloudformation', 'dynamodb', 'iam', 'ram', 'rolesanywhere']),
    );
    expect(everything.asked).toContain('rolesanywhere /profiles');
  });

  test('asks nobody else: --leftovers, of every service', async () => {
    environment({ AWS_ENDPOINT_URL: everything.url });
    const { code, out, err } = await countersign(['doctor', '--leftovers']);
    expect([code, out, err]).toEqual([0, 'Nothing is left.\n', '']);
    expect(new Set(everything.asked.map((asked) => asked.split(' ')[0])).size).toBe(15);
  });

  test('finds buckets there, which are no host names', async () => {
    environment({ AWS_ENDPOINT_URL: everything.url });
    const { code, err } = await countersign(['audit', 'find']);
    expect([code, err]).toEqual([0, 'No request in the archive fits.\n']);
    expect(everything.asked).toContain('s3 /countersign-audit-111122223333-us-east-1/');
  });

  test('asks the Slack beside it, and says so if that is no address', async () => {
    environment({ AWS_ENDPOINT_URL: everything.url, SLACK_API_URL: 'http://localhost:1/api/' });
    await expect(deployment({ stack: 'Countersign' })).resolves.toMatchObject({
      slackApiUrl: 'http://localhost:1/api/',
    });
    environment({ AWS_ENDPOINT_URL: everything.url, SLACK_API_URL: 'nowhere' });
    await expect(deployment({ stack: 'Countersign' })).rejects.toThrow('SLACK_API_URL is nowhere');
  });
});

describe('Roles Anywhere is asked', () => {
  const [common, own] = ['http://common.example', 'http://own.example'];

  test('where its own variable leads, else the common one, else at AWS', async () => {
    environment({ AWS_ENDPOINT_URL: common });
    expect(await hostOf()).toBe('common.example');
    environment({ AWS_ENDPOINT_URL: common, AWS_ENDPOINT_URL_ROLESANYWHERE: own });
    expect(await hostOf()).toBe('own.example');
    environment({ AWS_ENDPOINT_URL_S3: own });
    expect(await hostOf()).toBeUndefined();
    environment({ AWS_ENDPOINT_URL: common, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' });
    expect(await hostOf()).toBeUndefined();
  });

  test('where a profile leads, unless the environment says otherwise', async () => {
    const AWS_CONFIG_FILE = join(folder, 'config');
    writeFileSync(
      AWS_CONFIG_FILE,
      [
        '[profile common]',
        `endpoint_url = ${common}`,
        '[profile own]',
        'services = local',
        `endpoint_url = ${common}`,
        '[services local]',
        'rolesanywhere =',
        `  endpoint_url = ${own}`,
      ].join('\n'),
    );
    environment({ AWS_CONFIG_FILE });
    expect(await hostOf({ profile: 'common' })).toBe('common.example');
    expect(await hostOf({ profile: 'own' })).toBe('own.example');
    environment({ AWS_CONFIG_FILE, AWS_ENDPOINT_URL: 'http://other.example' });
    expect(await hostOf({ profile: 'own' })).toBe('other.example');
  });

  test('at the local stack, whatever else is configured', async () => {
    environment({ AWS_ENDPOINT_URL: common });
    expect(await hostOf({ endpoint: 'http://127.0.0.1:4000' })).toBe('127.0.0.1');
  });
});

test('in AWS itself a bucket is a host name', async () => {
  environment({});
  expect((await s3Client({ region })).config.forcePathStyle).toBe(false);
});
