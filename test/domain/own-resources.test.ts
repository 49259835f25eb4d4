import { describe, expect, test } from '@jest/globals';
import {
  boundaryArnOf,
  isOwnName,
  namesOwnResource,
  ownResourcePatterns,
} from '../../domain/own-resources.ts';
import { context, withGuardrails } from './request-types/plan-context.ts';

describe("Countersign's own resources", () => {
  test('are known by their name in any case', () => {
    expect(['countersign-x', 'Countersign-X'].map(isOwnName)).toEqual([true, true]);
    expect(['countersignature', 'my-countersign-x'].map(isOwnName)).toEqual([false, false]);
  });

  test('are named by each of their patterns', () => {
    for (const pattern of ownResourcePatterns(context))
      expect({ pattern, named: namesOwnResource(pattern, context.account) }).toEqual({
        pattern,
        named: true,
      });
  });

  test('have patterns for the account, region and partition they are in', () => {
    const patterns = ownResourcePatterns({ account: '444455556666', region: 'us-gov-west-1' });
    expect(patterns).toContain('arn:aws-us-gov:iam::444455556666:role/countersign-*');
    expect(patterns).toContain('arn:aws-us-gov:dynamodb:us-gov-west-1:444455556666:table/countersign-*');
    expect(patterns).toContain('arn:aws-us-gov:s3:::countersign-*');
  });

  test.each([
    '',
    '*',
    'arn',
    'arn:aws:iam',
    'arn:aws:iam::111122223333:role/x',
    'arn:aws:s3:::b/countersign-x',
  ])('are not named by %j', (arn) => {
    expect(namesOwnResource(arn, context.account)).toBe(false);
  });

  test('include the default boundary, unless the configuration names another', () => {
    expect(namesOwnResource(boundaryArnOf(context.guardrails, context), context.account)).toBe(true);
    const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    expect(boundaryArnOf(withGuardrails({ permissionsBoundary }).guardrails, context)).toBe(
      permissionsBoundary,
    );
  });
});
