import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sameDocument } from '../../../domain/aws/document-comparison.ts';
import { isJsonObject, type JsonObject, type JsonValue, listOf } from '../../../domain/policy/json.ts';
import { asStored } from '../../../local/doubles/iam/stored-trust-policy.ts';

const account = fc.constantFrom('111122223333', '444455556666');
const role = fc.constantFrom('a', 'b', 'c').map((name) => `arn:aws:iam::111122223333:role/${name}`);
const oneOrMany = (values: fc.Arbitrary<JsonValue>) =>
  fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 }));
const condition = fc.constantFrom<JsonObject[]>(
  {},
  { Bool: { 'aws:MultiFactorAuthPresent': true } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': 3600, 's3:max-keys': ['10', 20.5] } },
  { StringEquals: { 'aws:SourceAccount': '111122223333' }, Null: { 'aws:SourceArn': false } },
  { StringLike: { 'SAML:sub': ['A', 'a', 'B'] }, Bool: {} },
);
const statement = fc.record(
  {
    Sid: fc.constantFrom('', 'One', 'Two'),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.oneof(
      fc.record({ AWS: oneOrMany(fc.oneof(account, role)) }),
      fc.record({ Service: oneOrMany(fc.constantFrom('ec2.amazonaws.com', 'sns.amazonaws.com')) }),
      fc.constant({ AWS: '*' }),
    ),
    Action: oneOrMany(fc.constantFrom('sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity')),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);
const trust: fc.Arbitrary<JsonObject> = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 })),
  },
  { requiredKeys: ['Statement'] },
);

/** Every way in which an object of a document can be written otherwise and still say the same. */
function rewritten(value: JsonValue, name = ''): JsonValue {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => rewritten(entry, name));
    return name === 'Statement' ? entries.reverse() : [...entries.reverse(), ...entries];
  }
  if (typeof value !== 'object' || value === null) {
    if (name === 'Action' && typeof value === 'string') return value.toUpperCase();
    if (typeof value === 'string' && /^\d{12}$/.test(value) && name === 'AWS')
      return `arn:aws:iam::${value}:root`;
    return String(value);
  }
  const swapped = Object.entries(value).reverse();
  return Object.fromEntries(
    swapped.map(([key, child]) => [
      /^(aws|s3|saml):/i.test(key) ? key.toUpperCase() : key,
      rewritten(child, key),
    ]),
  );
}

describe('a document', () => {
  test('is the same as IAM keeps it, and however it is written otherwise', () => {
    fc.assert(
      fc.property(trust, (document) => {
        const text = JSON.stringify(document);
        expect(sameDocument(text, text)).toBe(true);
        expect(sameDocument(text, asStored(text))).toBe(true);
        expect(sameDocument(text, JSON.stringify(rewritten(document)))).toBe(true);
        expect(sameDocument(JSON.stringify(rewritten(document)), asStored(text))).toBe(true);
      }),
    );
  });

  test('is another with any one thing in it changed', () => {
    const change = fc.constantFrom<((one: JsonObject) => JsonObject)[]>(
      (one) => ({ ...one, Effect: one.Effect === 'Allow' ? 'Deny' : 'Allow' }),
      (one) => ({ ...one, Action: [one.Action ?? '', 'sts:SetContext'].flat() }),
      (one) => ({ ...one, Principal: { AWS: 'arn:aws:iam::111122223333:role/other' } }),
      (one) => ({ ...one, Principal: { Service: 'lambda.amazonaws.com' } }),
      (one) => ({ ...one, Sid: 'Another' }),
      (one) => ({ ...one, Condition: { Bool: { 'aws:MultiFactorAuthPresent': false } } }),
      (one) => ({ ...one, Condition: { StringLike: { 'saml:sub': ['A', 'B'] } } }),
      (one) => ({ ...one, Condition: { StringLike: { 'saml:sub': [] } } }),
      ({ Principal: _principal, ...one }) => ({ ...one, NotPrincipal: { AWS: '*' } }),
      ({ Action, ...one }) => ({ ...one, NotAction: Action ?? '' }),
    );
    fc.assert(
      fc.property(trust, fc.nat(2), change, (document, place, changed) => {
        const statements = listOf(document.Statement).filter(isJsonObject);
        const index = place % statements.length;
        const other = statements.map((one, at) => (at === index ? changed(one) : one));
        const text = JSON.stringify(document);
        for (const read of [
          { ...document, Statement: other },
          { ...document, Statement: statements.slice(1) },
        ])
          expect(sameDocument(text, JSON.stringify(read))).toBe(false);
        expect(sameDocument(text, asStored(JSON.stringify({ ...document, Statement: other })))).toBe(false);
      }),
    );
  });
});
