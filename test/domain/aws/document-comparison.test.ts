import { describe, expect, test } from '@jest/globals';
import { decodedDocument, sameDocument } from '../../../domain/aws/document-comparison.ts';

const trust = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement].flat() });
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const allow = { Effect: 'Allow', Principal: { AWS: [role('a'), role('b')] }, Action: 'sts:AssumeRole' };

const condition = (operator: string, value: unknown) => ({
  Statement: [{ ...allow, Condition: { [operator]: { 'a:b': value } } }],
});
const managed = (Resource: string) => ({ Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource } });

describe('two documents are the same', () => {
  test.each([
    ['in another order of keys', { Action: 'sts:AssumeRole', Principal: allow.Principal, Effect: 'Allow' }],
    ['in another order of entries', { ...allow, Principal: { AWS: [role('b'), role('a')] } }],
    ['with one action in a list', { ...allow, Action: ['sts:AssumeRole'] }],
    [
      'with the id of a principal deleted since',
      { ...allow, Principal: { AWS: ['AROAEXAMPLE0123456789', role('a')] } },
    ],
  ])('%s', (_how, statement) => {
    expect(sameDocument(trust(allow), trust(statement))).toBe(true);
  });

  test.each([
    ['a missing version and the old one', {}, { Version: '2008-10-17' }],
    [
      'a truth and its text',
      { Bool: { 'aws:SecureTransport': true } },
      { Bool: { 'aws:SecureTransport': 'true' } },
    ],
    ['a truth in any case', { Bool: { 'a:b': 'True' } }, { Bool: { 'a:b': ['true'] } }],
    ['a number and its text', { NumericEquals: { 'a:b': 10 } }, { NumericEquals: { 'a:b': '10' } }],
    ['a number in two spellings', { NumericEquals: { 'a:b': '10.0' } }, { NumericEquals: { 'a:b': '10' } }],
    [
      'a key in any case',
      { StringEquals: { 'aws:userName': 'a' } },
      { StringEquals: { 'aws:username': 'a' } },
    ],
    [
      'values in any order, once or twice',
      { StringLike: { k: ['b', 'a'] } },
      { StringLike: { k: ['a', 'b', 'a'] } },
    ],
  ])('with %s', (_what, planned, read) => {
    const whole = (part: object) =>
      JSON.stringify(
        'Version' in part || Object.keys(part).length === 0
          ? { ...part, Statement: [allow] }
          : { Statement: [{ ...allow, Condition: part }] },
      );
    expect(sameDocument(whole(planned), whole(read))).toBe(true);
  });

  test.each([
    ['an empty condition', { Condition: {} }],
    ['a condition without keys', { Condition: { StringEquals: {} } }],
    ['an empty Sid', { Sid: '' }],
    ['actions in another case, one of them twice', { Action: ['STS:assumerole', 'sts:AssumeRole'] }],
    ['a principal twice', { Principal: { AWS: [role('a'), role('b'), role('a')] } }],
    ['the ids of all principals', { Principal: { AWS: ['AROAEXAMPLE0123456789', 'AROAEXAMPLE9876543210'] } }],
  ])('with %s or without', (_what, change) => {
    expect(sameDocument(trust(allow), trust({ ...allow, ...change }))).toBe(true);
    expect(sameDocument(trust({ ...allow, ...change }), trust(allow))).toBe(true);
  });

  test('with everyone in two spellings', () => {
    const all = (principal: unknown) => trust({ ...allow, Principal: principal });
    expect(sameDocument(all({ AWS: ['*'] }), all('*'))).toBe(true);
  });

  test('with a session by its ARN or the id of its role', () => {
    const session = (name: string) => trust({ ...allow, Principal: { AWS: name } });
    const arn = 'arn:aws:sts::111122223333:assumed-role/a/alice';
    expect(sameDocument(session(arn), session('AROAEXAMPLE0123456789:alice'))).toBe(true);
  });

  test('with statements in another order', () => {
    const [one, other] = [allow, { ...allow, Effect: 'Deny', Sid: 'x' }];
    const both = (...statements: object[]) => JSON.stringify({ Statement: statements });
    expect(sameDocument(both(one, other), both(other, one))).toBe(true);
  });

  test('with the template of a RAM permission', () => {
    const template = { Effect: 'Allow', Action: ['codebuild:BatchGetBuilds', 'codebuild:ListBuilds'] };
    const read = { Action: [...template.Action].reverse(), Effect: 'Allow', Condition: {} };
    expect(sameDocument(JSON.stringify(template), JSON.stringify(read))).toBe(true);
  });

  test('with an account as its id or as its root', () => {
    const planned = trust({ ...allow, Principal: { AWS: '444455556666' } });
    const read = trust({ ...allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' } });
    expect(sameDocument(planned, read)).toBe(true);
  });

  test('with one statement in a list or by itself', () => {
    expect(sameDocument(JSON.stringify({ Version: '2012-10-17', Statement: allow }), trust(allow))).toBe(
      true,
    );
  });
});

describe('two documents differ', () => {
  test.each([
    ['in their effect', { ...allow, Effect: 'Deny' }],
    ['in an action', { ...allow, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
    ['in a condition', { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['in a principal', { ...allow, Principal: { AWS: [role('a'), role('c')] } }],
    ['in the number of principals', { ...allow, Principal: { AWS: [role('a')] } }],
    [
      'in a principal added by its id',
      { ...allow, Principal: { AWS: [role('a'), role('b'), 'AROAEXAMPLE0123456789'] } },
    ],
    ['in the kind of principal', { ...allow, Principal: { Service: 'ec2.amazonaws.com' } }],
    [
      'in the id of a user for a role',
      { ...allow, Principal: { AWS: ['AIDAEXAMPLE0123456789', role('a')] } },
    ],
    ['in an id for two', { ...allow, Principal: { AWS: 'AROAEXAMPLE0123456789' } }],
    [
      'in a condition that no request meets',
      { ...allow, Condition: { StringEquals: { 'aws:username': [] } } },
    ],
    ['in their Sid', { ...allow, Sid: 'x' }],
    ['in a statement more', [allow, { ...allow, Sid: 'x' }]],
    ['in the same statement twice', [allow, allow]],
  ])('%s', (_how, statement) => {
    expect(sameDocument(trust(allow), trust(statement))).toBe(false);
  });

  test.each([
    ['versions', { Version: '2012-10-17', Statement: [allow] }, { Statement: [allow] }],
    ['ids of the document', { Id: 'a', Statement: [allow] }, { Id: 'b', Statement: [allow] }],
    [
      'values that look like numbers to us alone',
      condition('StringEquals', '10'),
      condition('StringEquals', '10.0'),
    ],
    ['values in another case', condition('StringEquals', 'a'), condition('StringEquals', 'A')],
    ['operators', condition('StringEquals', 'a'), condition('StringLike', 'a')],
    ['resources in another case', managed('arn:aws:s3:::b/A'), managed('arn:aws:s3:::b/a')],
  ])('in their %s', (_what, one, other) => {
    expect(sameDocument(JSON.stringify(one), JSON.stringify(other))).toBe(false);
    expect(sameDocument(JSON.stringify(other), JSON.stringify(one))).toBe(false);
  });

  test('in everyone for somebody', () => {
    expect(
      sameDocument(
        trust({ ...allow, Principal: { AWS: role('a') } }),
        trust({ ...allow, Principal: { AWS: '*' } }),
      ),
    ).toBe(false);
  });

  test.each([undefined, '', '{', '[]', 'null'])('from %j, which is none', (read) => {
    expect(sameDocument(trust(allow), read)).toBe(false);
  });
});

test('a document comes URL-encoded; one that is not decodes to itself', () => {
  expect(decodedDocument(encodeURIComponent('{"a":"é %"}'))).toBe('{"a":"é %"}');
  expect(decodedDocument('{"a":"%"}')).toBe('{"a":"%"}');
  expect(decodedDocument(undefined)).toBeUndefined();
});
