import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { CountersignStack } from '../../lib/countersign-stack.ts';
import { featureFlags } from '../../lib/synthesis/synthesize.ts';
import { everySetting } from './every-setting.ts';
import { defaultConfiguration, idleFunctions, temporaryFolder } from './synthesized.ts';

const finding = z.object({
  ruleName: z.string(),
  violatingConstructs: z.array(z.object({ constructPath: z.string() })),
});
const suppressed = finding.extend({ acknowledgedAt: z.string(), reason: z.string() });
const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(finding).default([]),
      suppressedViolations: z.array(suppressed).default([]),
    }),
  ),
});

/** What cdk-nag and CloudFormation's own rules say of an app, warnings included. Throws where it is an error. */
function reportsOf(build: (app: App) => void) {
  const outdir = temporaryFolder();
  const app = new App({ context: featureFlags, outdir });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  build(app);
  app.synth();
  const report: unknown = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return reportSchema.parse(report).pluginReports;
}

describe("cdk-nag's AwsSolutions pack", () => {
  test('finds what nobody has acknowledged', () => {
    const build = (app: App) => new Bucket(new Stack(app, 'Plain'), 'Bucket');
    expect(() => reportsOf(build)).toThrow(/AwsSolutions-S1/);
  });

  const deployments = [
    ['the defaults', {}],
    ['every setting', everySetting],
  ] as const;
  describe.each(deployments)('on a deployment with %s', (_, settings) => {
    const configuration = { ...defaultConfiguration, ...settings };
    const reports = reportsOf(
      (app) => new CountersignStack(app, 'Countersign', { configuration, functions: idleFunctions }),
    );
    const acknowledged = reports.flatMap(({ suppressedViolations }) => suppressedViolations);

    test('has nothing to say that nobody has thought about', () => {
      expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
    });

    test('is answered at the very resource, with a reason, and never for a whole part of the stack', () => {
      expect(acknowledged.length).toBeGreaterThan(40);
      for (const { acknowledgedAt, violatingConstructs, reason } of acknowledged) {
        expect(reason.length).toBeGreaterThan(30);
        for (const { constructPath } of violatingConstructs) {
          const below = constructPath.slice(acknowledgedAt.length);
          expect(['/Resource', '/DefaultPolicy/Resource', '/CloudWatchRole/Resource']).toContain(below);
        }
      }
    });
  });
});
