import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Countersign } from '../../lib/countersign.ts';
import { ConfigurationMistakes } from '../../lib/synthesis/check-configuration.ts';
import { featureFlags } from '../../lib/synthesis/synthesize.ts';
import { defaultConfiguration, idleFunctions, synthesized, temporaryFolder } from './synthesized.ts';
import { parseTemplate } from './template.ts';

/** The template of an app that is not ours, with Countersign in it. */
function theirTemplate() {
  const app = new App({ context: featureFlags, outdir: temporaryFolder() });
  const stack = new Stack(app, 'Access');
  new Countersign(stack, 'Countersign', { configuration: defaultConfiguration, functions: idleFunctions });
  const { templateFullPath } = app.synth().getStackByName('Access');
  return parseTemplate(readFileSync(templateFullPath, 'utf8'));
}

describe("Countersign in somebody's own app", () => {
  test('is what our own stack is, with outputs of the same names', async () => {
    const { template: ours } = await synthesized();
    const theirs = theirTemplate();
    expect(Object.keys(theirs.outputs())).toEqual(Object.keys(ours.outputs()));
    expect(theirs.types()).toEqual(ours.types());
  });

  test('takes a configuration with nothing in it but what has no default, and says what is wrong with it', () => {
    const { slack, approvals, guardrails, audit } = defaultConfiguration;
    const configuration = { slack, approvals, guardrails, audit, settleSeconds: 0 };
    const make = () =>
      new Countersign(new Stack(new App(), 'Access'), 'Countersign', {
        configuration,
        functions: idleFunctions,
      });
    expect(make).toThrow(ConfigurationMistakes);
    expect(make).toThrow(
      'Access/Countersign: settleSeconds: it cannot be 0; write a whole number from 1 to 3600.',
    );
  });
});
