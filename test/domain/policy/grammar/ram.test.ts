import { describe, expect, test } from '@jest/globals';
import { parsePolicyDocument } from '../../../../domain/policy/document.ts';
import { ramActionProblems } from '../../../../domain/policy/ram-actions.ts';

function problemsWith(elements: Record<string, unknown>) {
  const template = { Effect: 'Allow', Action: ['codebuild:BatchGetProjects'], ...elements };
  const result = parsePolicyDocument('ram', template, '');
  return result.ok ? [] : result.problems.map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a RAM policy template', () => {
  test('may have conditions with positive operators', () => {
    const condition = {
      StringLike: { 'aws:PrincipalTag/team': 'net*' },
      Bool: { 'aws:SecureTransport': true },
    };
    expect(problemsWith({ Condition: condition })).toEqual([]);
  });

  test.each(['Sid', 'Version', 'Principal', 'NotAction', 'Resource', 'Statement'])('has no %s', (element) => {
    expect(problemsWith({ [element]: 'x' })).toEqual([`/${element} unknown-element`]);
  });

  test.each(['*', 'codebuild:Batch*', 'codebuild', 'codebuild:', ''])('may not allow %j', (action) => {
    expect(problemsWith({ Action: action })).toEqual(['/Action invalid-action']);
  });

  test.each(['StringNotEquals', 'ForAllValues:StringEquals', 'ForAnyValue:StringLike'])(
    'may not use %s',
    (operator) => {
      expect(problemsWith({ Condition: { [operator]: { 'aws:PrincipalTag/team': 'x' } } })).toEqual([
        `/Condition/${operator} operator-not-allowed`,
      ]);
    },
  );

  test.each(['aws:SourceArn', 'AWS:principalorgid', 'aws:RequestTag/aws:cloudformation:stack-id'])(
    'may not use the key %s',
    (key) => {
      expect(problemsWith({ Condition: { StringEquals: { [key]: 'x' } } })).toEqual([
        `/Condition/StringEquals/${key.replace('/', '~1')} condition-key-not-allowed`,
      ]);
    },
  );
});

test('the actions of a RAM permission belong to the service of its resource type', () => {
  const template = {
    Effect: 'Allow',
    Action: ['codebuild:BatchGetProjects', 'CodeBuild:X', 's3:GetObject', 1, '*', 'GetObject'],
  };
  expect(ramActionProblems(template, 'codebuild:Project', '/t')).toMatchObject([
    { pointer: '/t/Action/2', code: 'action-not-allowed' },
  ]);
  expect(ramActionProblems({}, 'codebuild:Project', '/t')).toEqual([]);
});
