import { describe, expect, test } from '@jest/globals';
import { parsePolicyDocument } from '../../../../domain/policy/document.ts';
import type { JsonObject } from '../../../../domain/policy/json.ts';
import type { PolicyKind } from '../../../../domain/policy/kind.ts';

function pointersOf(kind: PolicyKind, document: JsonObject) {
  const result = parsePolicyDocument(kind, document, '');
  return result.ok ? [] : result.problems.map(({ pointer }) => pointer);
}

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const Version = '2012-10-17';

describe('what is wrong for one reason is told once', () => {
  test.each<[string, PolicyKind, JsonObject, string]>([
    ['a misspelt Version', 'managed', { version: Version, Statement: statement }, '/version'],
    ['a misspelt Statement', 'managed', { Version, Statements: [statement] }, '/Statements'],
    [
      'a misspelt Effect',
      'session',
      { Statement: { effect: 'Allow', Action: 'a:b', Resource: '*' } },
      '/Statement/effect',
    ],
    [
      'a misspelt Action',
      'session',
      { Statement: { Effect: 'Allow', Actions: 'a:b', Resource: '*' } },
      '/Statement/Actions',
    ],
    [
      'a misspelt NotAction',
      'session',
      { Statement: { Effect: 'Allow', notAction: 'a:b', Resource: '*' } },
      '/Statement/notAction',
    ],
    [
      'a misspelt Resource',
      'session',
      { Statement: { Effect: 'Allow', Action: 'a:b', resource: '*' } },
      '/Statement/resource',
    ],
    [
      'NotPrincipal in a trust policy',
      'trust',
      { Statement: { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' } },
      '/Statement/NotPrincipal',
    ],
    [
      'a character outside Latin-1',
      'managed',
      { Version, Statement: { ...statement, Sid: 'a→b' } },
      '/Statement/Sid',
    ],
    [
      'NotAction in a RAM template',
      'ram',
      { Effect: 'Allow', NotAction: 'codebuild:StartBuild' },
      '/NotAction',
    ],
    ['a RAM template that is wrapped', 'ram', { Statement: [statement] }, '/Statement'],
    [
      'an unknown operator in a RAM template',
      'ram',
      { Effect: 'Allow', Action: 'codebuild:StartBuild', Condition: { Foo: { a: 'b' } } },
      '/Condition/Foo',
    ],
  ])('%s', (_, kind, document, pointer) => {
    expect(pointersOf(kind, document)).toEqual([pointer]);
  });

  test('but a misspelt element beside the right one hides nothing that is wrong with that', () => {
    const document = { Version, Statement: { ...statement, Effect: 'allow', effect: 'Allow' } };
    expect(pointersOf('managed', document)).toEqual(['/Statement/effect', '/Statement/Effect']);
  });
});
