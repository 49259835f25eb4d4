import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, digestOf, sha256 } from '../../domain/digest.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { PlannedCall } from '../../domain/plan.ts';

const call = (parameters: JsonObject): PlannedCall => ({
  operation: 'CreatePermission',
  account: '111122223333',
  region: 'us-east-1',
  parameters,
});
const parameters = {
  name: 'read-shared-parameters',
  clientToken: 'a',
  tags: [
    { key: 'team', value: 'network' },
    { key: 'countersign:request-id', value: 'a' },
  ],
};
const digest = digestOf([call(parameters)]);

/** The same value with its members in another order, at every depth. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, shuffled(inner)])
      .reverse(),
  );
}

describe('canonical JSON', () => {
  test('of the example of RFC 8785, section 3.2.2, is what section 3.2.3 shows', () => {
    const example = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    expect(canonicalJson(JSON.parse(example))).toBe(expected);
  });

  test('sorts names by UTF-16 code units, as the example of section 3.2.3 does', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(example)))).toHaveLength(7);
    const names = [...canonicalJson(example).matchAll(/:"([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual([
      ...['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign'],
      ...['Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh'],
    ]);
  });

  // RFC 8785, appendix B: IEEE 754 bits and their text.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  test.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['half a surrogate pair', '\ud800'],
    ['half of one as a name', { '\udead': 1 }],
    ['nothing', undefined],
  ])('does not exist for %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  test('does not depend on the order of members, and parses back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test('keeps a member called __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });
});

describe('SHA-256', () => {
  test('is the one of FIPS 180-4, over UTF-8', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('€')).toBe('c4cc90ed3d26f12d4b08a75140970a7904035c31cbb4515a83f19b9003c00d1d');
  });
});

describe('the digest', () => {
  test('ignores the order of members', () => {
    const entries = Object.entries(parameters).reverse();
    expect(digestOf([call(Object.fromEntries(entries))])).toBe(digest);
  });

  test('ignores what identifies the request, in both spellings', () => {
    const again = {
      ...parameters,
      clientToken: 'b',
      tags: [
        { key: 'team', value: 'network' },
        { key: 'countersign:request-id', value: 'b' },
      ],
    };
    expect(digestOf([call(again)])).toBe(digest);
    const iam = (value: string) =>
      digestOf([call({ Tags: [{ Key: 'countersign:request-id', Value: value }] })]);
    expect(iam('a')).toBe(iam('b'));
  });

  test.each([
    ['the operation', { ...call(parameters), operation: 'DeletePermission' }],
    ['the account', { ...call(parameters), account: '444455556666' }],
    ['the region', { ...call(parameters), region: 'eu-west-1' }],
    ['a parameter', call({ ...parameters, name: 'read-all-parameters' })],
    ['a new parameter', call({ ...parameters, resourceType: 'ssm:Parameter' })],
    ['a tag’s value', call({ ...parameters, tags: [{ key: 'team', value: 'payments' }] })],
    ['a tag’s key', call({ ...parameters, tags: [{ key: 'group', value: 'network' }] })],
    ['one tag more', call({ ...parameters, tags: [...parameters.tags, { key: 'x', value: '' }] })],
    [
      'a tag that only looks like ours',
      call({ ...parameters, tags: [...parameters.tags, { key: 'countersign:request-ID', value: 'a' }] }),
    ],
    [
      'the request id in a tag’s value',
      call({ ...parameters, tags: [{ key: 'team', value: 'countersign:request-id' }] }),
    ],
    ['a clientToken deeper down', call({ ...parameters, options: { clientToken: 'a' } })],
    [
      'the order of tags',
      call({
        ...parameters,
        tags: [
          { key: 'countersign:request-id', value: 'a' },
          { key: 'b', value: '' },
          { key: 'team', value: 'network' },
        ],
      }),
    ],
  ])('changes with %s', (_what, changed) => {
    expect(digestOf([changed])).not.toBe(digest);
  });

  test('changes with the number and order of calls', () => {
    const [one, two] = [call({ a: 1 }), call({ b: 2 })];
    const digests = [[one], [two], [one, two], [two, one], [one, one], []].map((plan) => digestOf(plan));
    expect(new Set(digests).size).toBe(6);
  });
});
