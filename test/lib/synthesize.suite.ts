import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as z from 'zod';
import { environments } from '../../lambdas/environment.ts';
import { featureFlags, synthesize } from '../../lib/synthesize.ts';
import { defaultConfiguration, synthesized, temporaryFolder } from './synthesized.ts';
import { parseTemplate } from './template.ts';

const textOf = ({ templateFile }: { templateFile: string }) => readFileSync(templateFile, 'utf8');

/** The folder in the cloud assembly that holds a function's code. */
function assetOf(name: string, templateFile: string): string {
  const template = parseTemplate(readFileSync(templateFile, 'utf8'));
  const { Properties } = template.one('AWS::Lambda::Function', { FunctionName: `countersign-${name}` });
  const { S3Key } = z.object({ S3Key: z.string() }).parse(Properties.Code);
  return join(dirname(templateFile), `asset.${S3Key.replace('.zip', '')}`);
}

const before = await synthesized();
const changedRules = await synthesized({ settleSeconds: 7 });

describe('a synthesis', () => {
  test('gives the same template again', async () => {
    expect(textOf(await synthesized())).toBe(textOf(before));
  });

  test('leaves nothing that template validation would mention', () => {
    const report = join(dirname(before.templateFile), 'validation-report.json');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ pluginReports: [] });
  });

  test('ships the rules with every function, so that a change of the rules is a change of the functions', async () => {
    const after = changedRules;
    for (const name of Object.keys(environments)) {
      const asset = assetOf(name, after.templateFile);
      const configuration: unknown = JSON.parse(readFileSync(join(asset, 'configuration.json'), 'utf8'));
      expect(configuration).toEqual({ ...defaultConfiguration, settleSeconds: 7 });
      expect(asset).not.toBe(assetOf(name, before.templateFile));
    }
  });

  test('fails on what CloudFormation would refuse, such as resources that wait for each other', () => {
    const app = new App({ context: featureFlags, outdir: temporaryFolder() });
    const stack = new Stack(app, 'Circular');
    const [one, two] = ['One', 'Two'].map((id) => new CfnResource(stack, id, { type: 'AWS::SNS::Topic' }));
    one?.addPropertyOverride('TopicName', two?.ref);
    two?.addPropertyOverride('TopicName', one?.ref);
    expect(() => app.synth()).toThrow(/[Cc]ircular/);
  });
});

const real = await synthesize({ configuration: defaultConfiguration, outdir: temporaryFolder() });

describe('the bundles of the real handlers', () => {
  const assets = Object.keys(environments).map((name) => assetOf(name, real.templateFile));

  test('load by themselves and export a handler', () => {
    const script = `
      for (const file of process.argv.slice(1)) {
        const { handler } = await import(file);
        console.log(typeof handler);
      }`;
    const files = assets.map((asset) => join(asset, 'index.mjs'));
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...files], {
      cwd: temporaryFolder(),
      encoding: 'utf8',
    });
    expect(printed.trim().split('\n')).toEqual(assets.map(() => 'function'));
  });

  test('tell validation every action that AWS knows', () => {
    const file = join(assetOf('validate-request', real.templateFile), 'services.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      s3: expect.arrayContaining(['GetObject', 'PutObject']),
    });
  });

  test('tell validation which version they are, by their code and nothing else', () => {
    const versionIn = ({ templateFile }: { templateFile: string }): unknown =>
      JSON.parse(readFileSync(join(assetOf('validate-request', templateFile), 'version.json'), 'utf8'));
    expect(versionIn(real)).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+\+[0-9a-f]{16}$/) });
    expect(versionIn(real)).not.toEqual(versionIn(before));
    expect(versionIn(changedRules)).toEqual(versionIn(before));
  });

  test('come with source maps that name the sources as they are in the repository', () => {
    for (const asset of assets) {
      expect(readdirSync(asset)).toEqual(
        expect.arrayContaining(['configuration.json', 'index.mjs', 'index.mjs.map']),
      );
      const { sources } = z
        .object({ sources: z.array(z.string()) })
        .parse(JSON.parse(readFileSync(join(asset, 'index.mjs.map'), 'utf8')));
      const ours = sources.filter((source) => !source.includes('node_modules'));
      expect(ours).toContain('../../lambdas/environment.ts');
    }
  });
});
