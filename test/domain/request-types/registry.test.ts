import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import * as z from 'zod';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import { callOf, context, exampleWith } from './plan-context.ts';

describe.each(requestTypeNames)('the request type %s', (type) => {
  const submission = submissions[type];

  test('has an example that passes with the default configuration and raises no finding of its own', () => {
    const result = submission.plan(submission.example.parameters, context);
    expect(result).toMatchObject({ ok: true, plan: [{ account: context.account, region: context.region }] });
    expect(submission.example.justification.length).toBeGreaterThanOrEqual(10);
  });

  test('tells in its summary what will exist', () => {
    const summary = submission.summary([callOf(type)]);
    expect(summary.title).toBe(submission.title);
    expect(summary.resource.endsWith(summary.name)).toBe(true);
  });

  test('describes its parameters as JSON Schema', () => {
    const schema = z.toJSONSchema(submission.parameters, { io: 'input', unrepresentable: 'any' });
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    for (const field of schema.required ?? []) expect(Object.keys(exampleWith(type, {}))).toContain(field);
  });

  test('takes no plan of several creations for its own', () => {
    expect(() => submission.documents([callOf(type), callOf(type)])).toThrow(RangeError);
    expect(() => submission.summary([])).toThrow(RangeError);
  });
});

describe('the JSON Schema', () => {
  test('says what the models say: lengths, patterns, ranges, what is required', () => {
    const { properties, required } = z.toJSONSchema(submissions['iam-role'].parameters, { io: 'input' });
    expect(required).toEqual(['RoleName', 'AssumeRolePolicyDocument']);
    expect(properties).toMatchObject({
      RoleName: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[\\w+=,.@-]+$' },
      MaxSessionDuration: { type: 'integer', minimum: 3600, maximum: 43_200, default: 3600 },
      AssumeRolePolicyDocument: { anyOf: [{ type: 'string' }, { type: 'object' }] },
      Tags: { maxItems: 49, items: { required: ['Key', 'Value'], properties: { Key: { maxLength: 128 } } } },
    });
  });
});

/** The modules that a bundler puts into the bundle of a source file. */
async function bundled(source: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../../../${source}`, import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return inputs.map(([path]) => path);
}

test('the registry brings no AWS client into a bundle', async () => {
  const modules = await bundled('domain/request-types/registry.ts');
  expect(modules.filter((path) => /@(aws-sdk|smithy)/.test(path))).toEqual([]);
});

test('what only the inspection needs is in no bundle of a creating function', async () => {
  const modules = await bundled('lambdas/create-iam-role.ts');
  expect(modules.filter((path) => /client-(accessanalyzer|ram|rolesanywhere)/.test(path))).toEqual([]);
  expect(modules.filter((path) => /(document-check|reference-checks)\.ts$/.test(path))).toEqual([]);
});
