import { describe, expect, test } from '@jest/globals';
import { decodedDocument, sameDocument } from '../../../domain/request-types/document-comparison.ts';

const trust = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const allow = { Effect: 'Allow', Principal: { AWS: [role('a'), role('b')] }, Action: 'sts:AssumeRole' };

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
  ])('%s', (_how, statement) => {
    expect(sameDocument(trust(allow), trust(statement))).toBe(false);
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
