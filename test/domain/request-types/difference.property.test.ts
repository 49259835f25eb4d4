import type { Role } from '@aws-sdk/client-iam';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlannedCall, RequestedPlan } from '../../../domain/plan.ts';
import { type Difference, deviationsIn } from '../../../domain/request-types/difference.ts';
import { difference } from '../../../domain/request-types/iam-role/difference.ts';
import { type RolePlan, rolePlan } from '../../../domain/request-types/iam-role/plan.ts';
import { type RoleReading, roleReading } from '../../../domain/request-types/iam-role/reading.ts';
import { schemaVersion } from '../../../domain/trail/events.ts';
import { requestFor } from './plan-context.ts';

const [create] = requestFor('iam-role').plan;
const RoleName = 'payments-deploy';
const names = ['read-bucket', 'write-bucket', 'queue-jobs', 'Read-Bucket'];
const arns = ['ReadOnlyAccess', 'SecurityAudit', 'AmazonS3FullAccess'].map(
  (name) => `arn:aws:iam::aws:policy/${name}`,
);

const document = fc
  .record({
    Action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage'),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::b/*'),
  })
  .map((statement) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }),
  );
const policies = fc.record({
  inline: fc
    .dictionary(fc.constantFrom(...names), document)
    .map((entries) => new Map(Object.entries(entries))),
  attached: fc.subarray(arns),
});
type Policies = Pick<RoleReading, 'inline' | 'attached'>;

function call(operation: string, parameters: PlannedCall['parameters']): PlannedCall {
  return { operation, account: '111122223333', region: 'us-east-1', parameters: { RoleName, ...parameters } };
}

/** A request for a role with these policies. */
function requestWith({ inline, attached }: Policies): RequestedPlan {
  const puts = [...inline].map(([PolicyName, PolicyDocument = '']) =>
    call('PutRolePolicy', { PolicyName, PolicyDocument }),
  );
  const attachments = attached.map((PolicyArn) => call('AttachRolePolicy', { PolicyArn }));
  return { ...requestFor('iam-role'), plan: [...(create ? [create] : []), ...puts, ...attachments] };
}

/** The role as IAM answers it after CreateRole. */
function answered({ role }: RolePlan, changes: Partial<Role> = {}): Role {
  const { PermissionsBoundary, ...planned } = role;
  return {
    ...planned,
    Arn: `arn:aws:iam::111122223333:role/requested/${RoleName}`,
    RoleId: 'AROAEXAMPLE0123456789',
    CreateDate: new Date(0),
    PermissionsBoundary: {
      PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
      PermissionsBoundaryArn: PermissionsBoundary,
    },
    ...changes,
  };
}

function readingOf(request: RequestedPlan, there: Policies, changes: Partial<Role> = {}): RoleReading {
  return roleReading(answered(rolePlan(request.plan), changes), there);
}

/** What IAM does when an operation is sent. */
function after(there: Policies, { operation, parameters }: PlannedCall): Policies {
  const { PolicyName, PolicyDocument, PolicyArn } = parameters;
  return operation === 'PutRolePolicy'
    ? { ...there, inline: new Map([...there.inline, [String(PolicyName), String(PolicyDocument)]]) }
    : { ...there, attached: [...there.attached, String(PolicyArn)] };
}

const none: Difference = { operations: [], missing: [], extra: [], irreparable: [] };
const plannedAndThere = fc.record({ planned: policies, there: policies });

describe('the difference between a plan and a role', () => {
  test('leaves nothing to send once its operations are sent, and nothing else changes', () => {
    fc.assert(
      fc.property(plannedAndThere, ({ planned, there }) => {
        const request = requestWith(planned);
        const { operations, extra } = difference(request, readingOf(request, there));
        const left = difference(request, readingOf(request, operations.reduce(after, there)));
        expect(left).toEqual({ ...none, extra });
      }),
    );
  });

  test('is what is left after any of its operations', () => {
    fc.assert(
      fc.property(plannedAndThere, fc.nat(), ({ planned, there }, seed) => {
        const request = requestWith(planned);
        const { operations } = difference(request, readingOf(request, there));
        const sent = operations.length === 0 ? 0 : seed % operations.length;
        const later = difference(request, readingOf(request, operations.slice(0, sent).reduce(after, there)));
        expect(later.operations).toEqual(operations.slice(sent));
      }),
    );
  });

  test('is none where the role is as planned, whatever order or spelling IAM answers in', () => {
    fc.assert(
      fc.property(policies, (planned) => {
        const request = requestWith(planned);
        const respelled = [...planned.inline]
          .reverse()
          .map(([name, text = '']): [string, string] => [name, respelledText(text)]);
        const there = { inline: new Map(respelled), attached: planned.attached.toReversed() };
        expect(difference(request, readingOf(request, there))).toEqual(none);
      }),
    );
  });

  test('sends in the order of the plan, what is planned alone, and not the creation', () => {
    fc.assert(
      fc.property(plannedAndThere, ({ planned, there }) => {
        const request = requestWith(planned);
        const { operations, missing } = difference(request, readingOf(request, there));
        expect(request.plan.slice(1).filter((each) => operations.includes(each))).toEqual(operations);
        expect(missing).toHaveLength(operations.length);
      }),
    );
  });

  test('sends nothing that is right already', () => {
    fc.assert(
      fc.property(plannedAndThere, ({ planned, there }) => {
        const request = requestWith(planned);
        for (const operation of difference(request, readingOf(request, there)).operations)
          expect(after(there, operation)).not.toEqual(there);
      }),
    );
  });

  test('names everything beyond the plan', () => {
    fc.assert(
      fc.property(plannedAndThere, ({ planned, there }) => {
        const request = requestWith(planned);
        const beyond = [
          ...[...there.inline.keys()].filter((name) => !planned.inline.has(name)),
          ...there.attached.filter((arn) => !planned.attached.includes(arn)),
        ];
        const { extra } = difference(request, readingOf(request, there));
        expect(extra.map(({ which }) => which)).toEqual(beyond);
      }),
    );
  });

  test('says nothing about policies where the plan is older than they are', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 2 }), (there, planVersion) => {
        const request = { ...requestFor('iam-role'), planVersion };
        expect(difference(request, readingOf(request, there))).toEqual(none);
        const today = { ...request, planVersion: schemaVersion };
        expect(deviationsIn(difference(today, readingOf(today, there)))).toHaveLength(
          there.inline.size + there.attached.length,
        );
      }),
    );
  });

  test.each<[string, Partial<Role>]>([
    ['Path', { Path: '/' }],
    ['Description', { Description: 'other' }],
    ['MaxSessionDuration', { MaxSessionDuration: 7200 }],
    ['PermissionsBoundary', { PermissionsBoundary: {} }],
    ['AssumeRolePolicyDocument', { AssumeRolePolicyDocument: '{}' }],
  ])('sends nothing for a %s that differs: no operation puts it right', (part, changes) => {
    const request = requestWith({ inline: new Map(), attached: [] });
    const { operations, irreparable } = difference(
      request,
      readingOf(request, { inline: new Map(), attached: [] }, changes),
    );
    expect(operations).toEqual([]);
    expect(irreparable).toEqual([{ part, is: 'changed' }]);
  });

  test('tells tags by their keys, ours left out: it says whose the role is', () => {
    const request = requestWith({ inline: new Map(), attached: [] });
    const there = { inline: new Map(), attached: [] };
    const Tags = [{ Key: 'added', Value: '1' }];
    expect(difference(request, readingOf(request, there, { Tags }))).toEqual({
      ...none,
      extra: [{ part: 'Tags', which: 'added', is: 'added' }],
    });
  });
});

/** The same document as IAM may write it back: keys and entries in another order, one entry as itself. */
function respelledText(text: string): string {
  const { Version, Statement } = JSON.parse(text);
  const [{ Action, Resource, Effect }] = Statement;
  return JSON.stringify({ Statement: { Resource: [Resource], Action: [Action], Effect }, Version }, null, 1);
}

test('a plan that is no role’s is none', () => {
  const [first] = requestFor('iam-policy').plan;
  expect(() => rolePlan(first ? [first] : [])).toThrow(RangeError);
  expect(() => rolePlan([...(create ? [create] : []), call('DetachRolePolicy', { PolicyArn: 'x' })])).toThrow(
    RangeError,
  );
});
