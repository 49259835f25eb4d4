import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { patternCovers, patternsOverlap } from '../../../domain/policy/action-patterns.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 6 });
const action = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 6 });

function matches(text: string, name: string): boolean {
  return new RegExp(`^${text.replaceAll('?', '.').replaceAll('*', '.*')}$`).test(name);
}

describe('two patterns overlap', () => {
  test.each([
    ['organizations:*', 'organizations:LeaveOrganization', true],
    ['organizations:*', 'ORGANIZATIONS:List*', true],
    ['organizations:*', '*', true],
    ['organizations:Leave*', 'organizations:*Organization', true],
    ['iam:Create?ole', 'iam:CreateRole', true],
    ['organizations:*', 'organization:*', false],
    ['iam:Create*', 'iam:Delete*', false],
    ['', '', true],
    ['', '*', true],
    ['', '?', false],
  ])('%j and %j: %s', (one, other, expected) => {
    expect(patternsOverlap(one, other)).toBe(expected);
    expect(patternsOverlap(other, one)).toBe(expected);
  });

  test('whenever a name matches both, and never where none of the short names does', () => {
    fc.assert(
      fc.property(pattern, action, (one, name) => {
        expect(patternsOverlap(one, name)).toBe(matches(one, name));
      }),
    );
    fc.assert(
      fc.property(pattern, pattern, action, (one, other, name) => {
        if (matches(one, name) && matches(other, name)) expect(patternsOverlap(one, other)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('in no more than length × length steps', () => {
    expect(patternsOverlap('*a'.repeat(500), `${'*b'.repeat(500)}c`)).toBe(false);
  });
});

describe('a pattern covers another', () => {
  test.each([
    ['organizations:*', 'organizations:*', true],
    ['Org*', 'organizations:Leave*', true],
    ['*', 'iam:?reateRole', true],
    ['organizations:List*', 'organizations:*', false],
    ['iam:?reateRole', 'iam:CreateRole', true],
    ['iam:?reateRole', 'iam:*reateRole', false],
  ])('%j covers %j: %s', (outer, inner, expected) => {
    expect(patternCovers(outer, inner)).toBe(expected);
  });

  test('only if every name of the other is one of its own', () => {
    fc.assert(
      fc.property(pattern, pattern, action, (outer, inner, name) => {
        if (patternCovers(outer, inner) && matches(inner, name)) expect(matches(outer, name)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
