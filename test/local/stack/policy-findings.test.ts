import { describe, expect, test } from '@jest/globals';
import { documentCheck } from '../../../domain/request-types/document-check.ts';
import { AccessAnalyzer } from '../../../local/doubles/access-analyzer.ts';
import { policyFindings } from '../../../local/stack/policy-findings.ts';
import { accessAnalyzerClient } from '../../domain/request-types/sdk-clients.ts';

const double = new AccessAnalyzer(policyFindings);
const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
const policy = (Statement: unknown, Version = '2012-10-17') => JSON.stringify({ Version, Statement });

function validate(policyType: string, policyDocument: string, validatePolicyResourceType?: string) {
  return double.call('ValidatePolicy', { policyType, policyDocument, validatePolicyResourceType });
}

describe('the local ValidatePolicy', () => {
  test.each([
    ['IDENTITY_POLICY', policy(statement), undefined],
    ['IDENTITY_POLICY', policy(statement, '2008-10-17'), undefined],
    ['IDENTITY_POLICY', policy([{ ...statement, Action: 's3:'.padEnd(3000, 'x') }]), undefined],
    ['RESOURCE_POLICY', policy(trust), 'AWS::IAM::AssumeRolePolicyDocument'],
    ['RESOURCE_POLICY', 'whatever a bucket has', 'AWS::S3::Bucket'],
  ])('finds nothing in a %s that our grammar takes', (type, document, resourceType) => {
    expect(validate(type, document, resourceType)).toEqual({ findings: [] });
  });

  test('answers our grammar’s problems in the shape of AWS', () => {
    const document = policy([statement, { ...statement, Action: ['s3:GetObject', 'nonsense'] }]);
    expect(validate('IDENTITY_POLICY', document)).toEqual({
      findings: [
        {
          findingType: 'ERROR',
          issueCode: expect.stringMatching(/^[A-Z_]+$/),
          findingDetails: expect.stringMatching(/\S/),
          learnMoreLink: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//),
          locations: [
            {
              path: [{ value: 'Statement' }, { index: 1 }, { value: 'Action' }, { index: 1 }],
              span: {
                start: { line: 1, column: 0, offset: 0 },
                end: { line: 1, column: document.length, offset: document.length },
              },
            },
          ],
        },
      ],
    });
  });

  test('takes a trust policy for what it is', () => {
    const type = 'AWS::IAM::AssumeRolePolicyDocument';
    expect(validate('RESOURCE_POLICY', policy(statement), type)).not.toEqual({ findings: [] });
  });

  test('is understood: each error comes back at the pointer where our grammar found it', async () => {
    const { client } = accessAnalyzerClient((operation, input) => {
      const answer = double.call(operation, input);
      return answer instanceof Promise ? {} : answer;
    });
    const document = policy([{ ...statement, Condition: { NoSuchOperator: { 'a/b': 'c' } } }]);
    const { rejections = [] } = await documentCheck(
      'managed',
      document,
      '/parameters/PolicyDocument',
      client,
    );
    expect(rejections[0]?.message).toContain(
      ' at /parameters/PolicyDocument/Statement/0/Condition/NoSuchOperator: ',
    );
  });
});
