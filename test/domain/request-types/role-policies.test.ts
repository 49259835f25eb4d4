import { describe, expect, test } from '@jest/globals';
import {
  attachablePatterns,
  attachedPolicies,
  attachedPolicyProblems,
} from '../../../domain/request-types/iam-role/attached-policies.ts';
import {
  inlinePolicies,
  readInlinePolicies,
} from '../../../domain/request-types/iam-role/inline-policies.ts';
import { context, withGuardrails } from './plan-context.ts';

const requested = (name: string) => `arn:aws:iam::111122223333:policy/requested/${name}`;
const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

function attached(arns: unknown, where = context) {
  return attachedPolicyProblems({ ManagedPolicyArns: arns }, where).map(
    ({ code, pointer }) => `${code} ${pointer.replace('/parameters/ManagedPolicyArns', '')}`,
  );
}

describe('an attached policy', () => {
  test('is one of the guardrail path, unless the configuration says otherwise', () => {
    expect(attached([requested('a'), requested('team/b')])).toEqual([]);
    expect(attached([requested('a'), ofAws('AdministratorAccess')])).toEqual([
      'guardrail-attachable-policies /1',
    ]);
    expect(attached(['arn:aws:iam::111122223333:policy/a'])).toEqual(['guardrail-attachable-policies /0']);
    const none = withGuardrails({ attachablePolicies: [] });
    expect(attached([requested('a')], none)).toEqual(['guardrail-attachable-policies /0']);
  });

  test('is named where it is refused, with what is allowed', () => {
    const where = withGuardrails({ attachablePolicies: [ofAws('job-function/*')] });
    const [problem] = attachedPolicyProblems({ ManagedPolicyArns: [ofAws('AdministratorAccess')] }, where);
    expect(problem?.detail).toBe(
      'The guardrail attachablePolicies lets roles have only arn:aws:iam::aws:policy/job-function/* attached, not arn:aws:iam::aws:policy/AdministratorAccess. Leave it out, write what is needed of it into Policies, or have it added to the guardrail.',
    );
    expect(attached([ofAws('job-function/Billing')], where)).toEqual([]);
  });

  test('may be listed for any partition, which is the account’s own', () => {
    const where = withGuardrails({ attachablePolicies: ['arn:*:iam::aws:policy/job-function/*'] });
    expect(attached([ofAws('job-function/Billing')], where)).toEqual([]);
    expect(attachablePatterns(where.guardrails, { ...where, partition: 'aws-cn' })).toEqual([
      'arn:aws-cn:iam::aws:policy/job-function/*',
    ]);
  });

  test.each([
    ['of another partition', 'arn:aws-cn:iam::aws:policy/AdministratorAccess', 'wrong-partition'],
    ['of another account', 'arn:aws:iam::444455556666:policy/requested/a', 'foreign-account'],
    ['of Countersign', 'arn:aws:iam::111122223333:policy/countersign-boundary', 'guardrail-own-resource'],
    ['in other letters', ofAws('administratoraccess'), 'guardrail-attachable-policies'],
  ])('%s is refused even if it is listed in another form', (_, arn, code) => {
    const where = withGuardrails({ attachablePolicies: [ofAws('AdministratorAccess'), requested('*')] });
    expect(attached([arn], where)).toContain(`${code} /0`);
  });

  test.each([
    ofAws('*'),
    ofAws('Administrator?ccess'),
    `${ofAws('AdministratorAccess')} `,
    ofAws('/AdministratorAccess'),
    'arn:aws:iam::aws:policy/',
    'arn:aws:iam::aws:role/AdministratorAccess',
    'AdministratorAccess',
  ])('is one policy in full, not %j', (arn) => {
    expect(attachedPolicies.safeParse([arn]).success).toBe(false);
  });

  test('stands once in the list, upper and lower case being the same', () => {
    expect(attached([requested('a'), requested('b'), requested('A')])).toEqual(['duplicate /2']);
  });

  test('is one of ten, or of as many as the account has', () => {
    const arns = Array.from({ length: 11 }, (_, index) => requested(`p${index}`));
    expect(attached(arns.slice(1))).toEqual([]);
    expect(attached(arns)).toEqual(['too-many ']);
    const quotas = { ...context.guardrails.quotas, attachedPoliciesPerRole: 25 };
    expect(attached(arns, withGuardrails({ quotas }))).toEqual([]);
    expect(attachedPolicies.safeParse(Array.from({ length: 26 }, () => requested('a'))).success).toBe(false);
  });

  test.each([undefined, 'text', { 0: requested('a') }, [7, null, {}]])(
    'of another shape is the schema’s to report: %j',
    (arns) => {
      expect(attached(arns)).toEqual([]);
    },
  );
});

const allowing = (Action: string, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }],
});
/** A document of exactly so many characters without formatting. */
function ofLength(characters: number) {
  const document = allowing('s3:GetObject', { Sid: '' });
  const Sid = 's'.repeat(characters - JSON.stringify(document).length);
  return allowing('s3:GetObject', { Sid });
}

function inline(policies: unknown, where = context) {
  const { problems } = readInlinePolicies({ Policies: policies }, where);
  return problems.map(({ code, pointer }) => `${code} ${pointer.replace('/parameters/Policies', '')}`);
}

describe('an inline policy', () => {
  test('is sent as minified text, whether it came as an object or as text, in the order of submission', () => {
    const document = allowing('s3:PutObject');
    const Policies = [
      { PolicyName: 'b', PolicyDocument: JSON.stringify(document, undefined, 2) },
      { PolicyName: 'a', PolicyDocument: document },
    ];
    const text = JSON.stringify(document);
    expect(readInlinePolicies({ Policies }, context)).toEqual({
      policies: [
        { PolicyName: 'b', PolicyDocument: text },
        { PolicyName: 'a', PolicyDocument: text },
      ],
      problems: [],
    });
  });

  test('may leave the version out, as IAM does', () => {
    const { Statement } = allowing('s3:PutObject');
    expect(inline([{ PolicyName: 'a', PolicyDocument: { Statement } }])).toEqual([]);
    expect(inline([{ PolicyName: 'a', PolicyDocument: { Version: '2008-10-17', Statement } }])).toEqual([]);
    expect(inline([{ PolicyName: 'a', PolicyDocument: { Version: '2025-01-01', Statement } }])).toEqual([
      'unsupported-version /0/PolicyDocument/Version',
    ]);
  });

  test('has all its problems told, each at its place', () => {
    const twice =
      '{"Version":"2012-10-17","Statement":[],"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';
    expect(
      inline([
        { PolicyName: 'a', PolicyDocument: allowing('s3') },
        { PolicyName: 'A', PolicyDocument: twice },
        { PolicyName: 'b', PolicyDocument: allowing('organizations:ListAccounts') },
        {
          PolicyName: 'c',
          PolicyDocument: allowing('s3:*', { Resource: 'arn:aws:s3:::countersign-archive' }),
        },
        { PolicyName: 'B', PolicyDocument: allowing('s3:*', { Principal: '*' }) },
      ]),
    ).toEqual([
      'duplicate /1/PolicyName',
      'duplicate /4/PolicyName',
      'invalid-action /0/PolicyDocument/Statement/0/Action',
      'duplicate-key /1/PolicyDocument/Statement',
      'guardrail-forbidden-action /2/PolicyDocument/Statement/0/Action',
      'guardrail-own-resource /3/PolicyDocument/Statement/0/Resource',
      'unknown-element /4/PolicyDocument/Statement/0/Principal',
    ]);
  });

  test('has a name as IAM has them, and nothing besides', () => {
    const PolicyDocument = allowing('s3:*');
    const names = ['aZ_9+=,.@-', 'n'.repeat(128)];
    for (const PolicyName of names)
      expect(inlinePolicies.safeParse([{ PolicyName, PolicyDocument }]).success).toBe(true);
    for (const PolicyName of ['', 'a b', 'a/b', 'n'.repeat(129), 7, undefined])
      expect(inlinePolicies.safeParse([{ PolicyName, PolicyDocument }]).success).toBe(false);
    expect(inlinePolicies.safeParse([{ PolicyName: 'a', PolicyDocument, Path: '/' }]).success).toBe(false);
    expect(inlinePolicies.safeParse([{ PolicyName: 'a' }]).success).toBe(false);
  });

  test('is one of twenty', () => {
    const policies = Array.from({ length: 21 }, (_, index) => ({
      PolicyName: `p${index}`,
      PolicyDocument: allowing('s3:*'),
    }));
    expect(inlinePolicies.safeParse(policies.slice(1)).success).toBe(true);
    expect(inlinePolicies.safeParse(policies).success).toBe(false);
  });

  test('counts with the others for 10,240 characters, formatting aside', () => {
    const policies = [
      { PolicyName: 'a', PolicyDocument: JSON.stringify(ofLength(5120), undefined, 4) },
      { PolicyName: 'b', PolicyDocument: ofLength(5120) },
    ];
    expect(inline(policies)).toEqual([]);
    expect(inline([...policies.slice(1), { PolicyName: 'a', PolicyDocument: ofLength(5121) }])).toEqual([
      'policy-too-large ',
    ]);
    expect(inline([{ PolicyName: 'a', PolicyDocument: ofLength(10_241) }])).toEqual([
      'policy-too-large /0/PolicyDocument',
    ]);
  });

  test.each([undefined, 'text', {}, [7, null, [], 'x'], [{}], [{ PolicyName: {}, PolicyDocument: [] }]])(
    'of another shape is the schema’s to report: %j',
    (policies) => {
      expect(inline(policies)).toEqual([]);
    },
  );
});
