import { describe, expect, test } from '@jest/globals';
import { documentCheck } from '../../../domain/request-types/document-check.ts';
import { accessAnalyzerClient, refusal } from './sdk-clients.ts';

const learnMoreLink = 'https://docs.aws.amazon.com/x';

/** A finding as ValidatePolicy answers it. */
function finding(findingType: string, issueCode: string, path: object[] = []): object {
  const span = { start: { line: 1, column: 0, offset: 0 }, end: { line: 1, column: 1, offset: 1 } };
  return {
    findingType,
    issueCode,
    findingDetails: `Mind ${issueCode}.`,
    learnMoreLink,
    locations: [{ path, span }],
  };
}

function check(...findings: object[]) {
  const { client } = accessAnalyzerClient(() => ({ findings }));
  return documentCheck('managed', '{}', '/parameters/PolicyDocument', client);
}

describe('what Access Analyzer is asked', () => {
  test.each([
    [
      'trust',
      { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' },
    ],
    ['managed', { policyType: 'IDENTITY_POLICY' }],
    ['session', { policyType: 'IDENTITY_POLICY' }],
  ] as const)('about a %s policy is the policy as its kind', async (kind, input) => {
    const { client, sent } = accessAnalyzerClient(() => ({ findings: [] }));
    expect(await documentCheck(kind, '{"a":1}', '/p', client)).toEqual({ findings: [] });
    expect(sent).toEqual([{ operation: 'ValidatePolicy', input: { policyDocument: '{"a":1}', ...input } }]);
  });

  test('about a document that is not there is nothing', async () => {
    const { client, sent } = accessAnalyzerClient(() => ({ findings: [] }));
    expect(await documentCheck('session', undefined, '/p', client)).toEqual({});
    expect(sent).toEqual([]);
  });

  test('goes on until the last page', async () => {
    const pages: Record<string, object> = {
      undefined: { findings: [finding('WARNING', 'ONE')], nextToken: 'a' },
      a: { findings: [], nextToken: 'b' },
      b: { findings: [finding('SUGGESTION', 'TWO')] },
    };
    const { client, sent } = accessAnalyzerClient(
      (_operation, input) => pages[String('nextToken' in input ? input.nextToken : undefined)] ?? {},
    );
    const { findings } = await documentCheck('managed', '{}', '/p', client);
    expect(findings?.map(({ code }) => code)).toEqual(['AA:ONE', 'AA:TWO']);
    expect(sent).toHaveLength(3);
  });

  test('is not known while it does not answer', async () => {
    const { client } = accessAnalyzerClient(() => {
      throw refusal('InternalServerException');
    });
    await expect(documentCheck('managed', '{}', '/p', client)).rejects.toThrow('InternalServerException');
  });
});

describe('what Access Analyzer answers', () => {
  test.each([
    ['SECURITY_WARNING', 'medium'],
    ['WARNING', 'low'],
    ['SUGGESTION', 'low'],
    ['NEWER_THAN_THIS', 'medium'],
  ])('as %s is a finding of %s severity, with a link to more', async (type, severity) => {
    expect(await check(finding(type, 'PASS_ROLE_WITH_STAR_IN_RESOURCE'))).toEqual({
      findings: [
        {
          code: 'AA:PASS_ROLE_WITH_STAR_IN_RESOURCE',
          severity,
          pointer: '/parameters/PolicyDocument',
          message: `Mind PASS_ROLE_WITH_STAR_IN_RESOURCE. (${learnMoreLink})`,
        },
      ],
    });
  });

  test.each([
    [[{ value: 'Statement' }, { index: 1 }, { value: 'Action' }, { index: 0 }], '/Statement/1/Action/0'],
    [[{ value: 'Statement' }, { index: 0 }, { key: 'Acton' }], '/Statement/0/Acton'],
    [
      [{ value: 'Statement' }, { value: 'Resource' }, { substring: { start: 4, length: 2 } }],
      '/Statement/Resource',
    ],
    [
      [{ value: 'Statement' }, { index: 0 }, { value: 'Condition' }, { value: 'Bool' }, { value: 'a/b~c' }],
      '/Statement/0/Condition/Bool/a~1b~0c',
    ],
  ])('at %j points into the document', async (path, pointer) => {
    const { findings } = await check(finding('WARNING', 'X', path));
    expect(findings?.[0]?.pointer).toBe(`/parameters/PolicyDocument${pointer}`);
  });

  test('without a location points at the document', async () => {
    const { findings } = await check({ ...finding('WARNING', 'X'), locations: [] });
    expect(findings?.[0]?.pointer).toBe('/parameters/PolicyDocument');
  });

  test('as an error rejects, naming code, place, advice and link of each, and keeps the rest as findings', async () => {
    const path = [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }];
    const result = await check(
      finding('ERROR', 'INVALID_ACTION', path),
      finding('WARNING', 'MISSING_VERSION'),
      finding('ERROR', 'MISSING_RESOURCE', path.slice(0, 2)),
    );
    expect(result.findings?.map(({ code }) => code)).toEqual(['AA:MISSING_VERSION']);
    expect(result.rejections).toEqual([
      {
        code: 'policy-errors',
        message:
          'IAM Access Analyzer finds errors. ' +
          `AA:INVALID_ACTION at /parameters/PolicyDocument/Statement/0/Action: Mind INVALID_ACTION. (${learnMoreLink}) ` +
          `AA:MISSING_RESOURCE at /parameters/PolicyDocument/Statement/0: Mind MISSING_RESOURCE. (${learnMoreLink})`,
      },
    ]);
  });

  test('as a flood of errors is told in short', async () => {
    const { rejections = [] } = await check(
      ...Array.from({ length: 400 }, () => finding('ERROR', 'INVALID_ACTION')),
    );
    expect(rejections[0]?.message.match(/AA:/g)).toHaveLength(10);
    expect(rejections[0]?.message).toContain('And 390 more.');
  });
});
