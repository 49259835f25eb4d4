import { describe, expect, test } from '@jest/globals';
import { knownActions } from '../../../../domain/policy/analysis/known-actions.ts';
import { analyse } from '../../../../domain/policy/analysis.ts';
import { readServiceCatalogue } from '../../../../lib/service-catalogue.ts';

const services = await readServiceCatalogue();
const context = { account: '111122223333', trustedAccounts: [], pointer: '/p', services };

function findings(Action: string | string[], Effect = 'Allow') {
  const Statement = { Effect, Action, Resource: 'arn:aws:s3:::bucket' };
  return analyse('managed', { Statement }, context).filter(({ code }) => code.startsWith('UNKNOWN_'));
}

describe('a misspelt action', () => {
  test('is told with the name that was meant', () => {
    expect(findings(['s3:PutObject', 's3:GetObjct'])).toEqual([
      {
        code: 'UNKNOWN_ACTION',
        severity: 'low',
        pointer: '/p/Statement/Action/1',
        message: '`s3:GetObjct`: did you mean `s3:GetObject`?',
      },
    ]);
    expect(findings('dynamobd:Query')).toMatchObject([
      { code: 'UNKNOWN_SERVICE', message: '`dynamobd:Query`: did you mean `dynamodb:Query`?' },
    ]);
  });

  test.each([
    ['s3:Frobnicate', 'UNKNOWN_ACTION', 'AWS knows no action of this name, so this has no effect.'],
    ['s3:Frob*', 'UNKNOWN_ACTION', 'AWS knows no action like this, so this has no effect.'],
    ['quuxquux:Foo', 'UNKNOWN_SERVICE', 'AWS knows no service of this name, so this has no effect.'],
  ])('that is like no other is told without: %s', (action, code, message) => {
    expect(findings(action)).toMatchObject([{ code, message: `\`${action}\`: ${message}` }]);
  });

  test('is worse where it was to forbid something', () => {
    expect(findings('s3:GetObjct', 'Deny')).toMatchObject([{ severity: 'medium' }]);
  });

  test.each(['*', '*:*', 'S3:getobject', 's3:*', 's3:Get*', 'ec2:Describe?nstances'])(
    'is not %s',
    (action) => {
      expect(findings(action)).toEqual([]);
    },
  );

  test('is shown 25 times at most', () => {
    expect(findings(Array.from({ length: 100 }, (_, index) => `s3:Nonsense${index}`))).toHaveLength(25);
  });
});

test('every action that a rule asks about is one that AWS knows', () => {
  expect(findings(knownActions.map(({ name }) => name))).toEqual([]);
});
