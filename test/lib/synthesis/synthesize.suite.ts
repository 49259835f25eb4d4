import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as z from 'zod';
import { configurationSchema } from '../../../domain/configuration/configuration.ts';
import { environments } from '../../../lambdas/environment.ts';
import { featureFlags } from '../../../lib/synthesis/synthesize.ts';
import roleApprovers from '../../fixtures/role-approvers.config.ts';
import {
  builtIdle,
  defaultConfiguration,
  freshlySynthesized,
  synthesized,
  temporaryFolder,
} from '../synthesized.ts';
import { parseTemplate } from '../template.ts';

const textOf = ({ templateFile }: { templateFile: string }) => readFileSync(templateFile, 'utf8');

/** The folder in the cloud assembly that holds a function's code. */
function assetOf(name: string, templateFile: string): string {
  const template = parseTemplate(readFileSync(templateFile, 'utf8'));
  const { Properties } = template.one('AWS::Lambda::Function', { FunctionName: `countersign-${name}` });
  const { S3Key } = z.object({ S3Key: z.string() }).parse(Properties.Code);
  return join(dirname(templateFile), `asset.${S3Key.replace('.zip', '')}`);
}

const validationReport = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(z.unknown()),
      suppressedViolations: z.array(z.object({ ruleName: z.string() })).default([]),
    }),
  ),
});

const before = await synthesized();
const changedRules = await synthesized({ settleSeconds: 7 });

describe('a synthesis', () => {
  test('gives the same template again', async () => {
    expect(textOf(await freshlySynthesized({}, builtIdle()))).toBe(textOf(before));
  });

  test.each([
    ['the defaults', {}],
    ['approvers without Slack', configurationSchema.parse(roleApprovers)],
  ])('leaves nothing that template validation would mention, with %s', async (_, settings) => {
    const { templateFile } = await synthesized(settings);
    const report = join(dirname(templateFile), 'validation-report.json');
    const { pluginReports } = validationReport.parse(JSON.parse(readFileSync(report, 'utf8')));
    expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
    const acknowledged = pluginReports.flatMap(({ suppressedViolations }) => suppressedViolations);
    expect(acknowledged.map(({ ruleName }) => ruleName)).toEqual(['W2512']);
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

  test('tells validation which version it is, by the code and nothing else', () => {
    const versionIn = ({ templateFile }: { templateFile: string }): unknown =>
      JSON.parse(readFileSync(join(assetOf('validate-request', templateFile), 'version.json'), 'utf8'));
    expect(versionIn(before)).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+\+[0-9a-f]{16}$/) });
    expect(versionIn(changedRules)).toEqual(versionIn(before));
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
