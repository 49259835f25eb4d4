import { describe, expect, test } from '@jest/globals';
import { parsePolicyDocument } from '../../../../domain/policy/document.ts';

function problemsWith(elements: Record<string, unknown>) {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...elements };
  const result = parsePolicyDocument('managed', { Version: '2012-10-17', Statement: [statement] }, '');
  return result.ok ? [] : result.problems;
}

describe('a resource', () => {
  test.each([
    'arn:aws:s3:::bucket/a:b:c',
    'arn:aws:s3:*:*:accesspoint/*',
    `arn:aws:iam::\${aws:PrincipalAccount}:role/deploy`,
    `arn:aws:iam::111122223333:user/\${aws:username}`,
    'arn:aws:iam::111122223333:*',
    'arn:aws:iam::*:root',
    'arn:*:ec2:*:*:instance/*',
    'arn:aws-us-gov:s3:::bucket',
    'arn:aws:unheard-of',
    'arn:aws:s3',
    'arn:aws:s3:*',
    'arn:aws:s3:*:*:*',
    'arn:aws:s3:*:111122223333',
    'arn:aws:s3:::*',
    'arn:aws:iam',
    'arn:aws:iam:*',
    'arn:aws:iam::*:role/x',
    'arn:aws:iam:*:*:user/alice',
    'arn:aws:iam:*:*:**',
    'arn:aws:medialive:*',
    'arn:aws:unheard-of:eu-west-1::thing',
  ])('%s is accepted', (resource) => {
    expect(problemsWith({ Resource: resource })).toEqual([]);
  });

  test.each([
    'bucket',
    'arn:aws',
    'arn:aws:',
    'arn:aws::::bucket',
    'arn:aws::bucket',
    'arn:aws:s3::bucket',
    'arn:aws:s3:bucket',
    'arn:aws:s3:eu-west-1::bucket',
    'arn:aws:s3*:::bucket',
    'arn:aws:*:*:*:*',
    'arn:awz:s3:::bucket',
    'arn:aws*:s3:::bucket',
    'aws:s3:::bucket',
    'arn:aws:iam:eu-west-1:111122223333:role/a',
    'arn:aws:s3:eu-*:*:bucket',
    'arn:aws:s3:us-east-1:*:*',
    'arn:aws:s3:us-east-1',
    'arn:aws:iam:us-east-1:*:user/alice',
    'arn:aws:iam:bucket',
    'arn:aws:iam:*:*:r*',
    'arn:aws:iam::111122223333:rolex/a',
    'arn:aws:iam::111122223333',
    'arn:aws:iam::111122223333:r*',
  ])('%s is refused', (resource) => {
    expect(problemsWith({ Resource: ['*', resource] })).toMatchObject([
      { pointer: '/Statement/0/Resource/1', code: 'invalid-resource' },
    ]);
  });
});

describe('the partition of the account', () => {
  const kinds = ['managed', 'session'] as const;
  const inPartition = (partition: string, elements: Record<string, unknown>) =>
    kinds.map((kind) => {
      const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...elements };
      const document = { Version: '2012-10-17', Statement: [statement] };
      const result = parsePolicyDocument(kind, document, '', { partition });
      return result.ok ? [] : result.problems.map(({ pointer, code }) => `${code} ${pointer}`);
    });

  test.each([
    ['aws', 'arn:aws-us-gov:sqs:us-gov-west-1:111122223333:q'],
    ['aws', 'arn:aws-cn:s3:::bucket/*'],
    ['aws-us-gov', 'arn:aws:s3:::bucket/*'],
    ['aws-cn', 'arn:aws:iam::*:role/x'],
    ['aws-eusc', 'arn:aws:s3:::bucket'],
  ])('%s has no resource %s', (partition, resource) => {
    const expected = ['wrong-partition /Statement/0/Resource/1'];
    expect(inPartition(partition, { Resource: ['*', resource] })).toEqual([expected, expected]);
    const excepted = inPartition(partition, { NotResource: resource });
    expect(excepted[0]).toContain('wrong-partition /Statement/0/NotResource');
  });

  test.each([
    ['aws', 'arn:*:s3:::bucket'],
    ['aws-us-gov', 'arn:aws-us-gov:s3:::bucket'],
    ['aws-iso-f', 'arn:aws-iso-f:sqs:us-isof-south-1:111122223333:q'],
  ])('%s has %s', (partition, resource) => {
    expect(inPartition(partition, { Resource: resource })).toEqual([[], []]);
  });

  test('does not matter in a condition, whose values IAM does not read', () => {
    const Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws-cn:s3:::bucket' } };
    expect(inPartition('aws', { Condition })).toEqual([[], []]);
  });

  test('is said as the ARN should begin', () => {
    const statement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:*:q' };
    const document = { Version: '2012-10-17', Statement: statement };
    const result = parsePolicyDocument('managed', document, '', { partition: 'aws-us-gov' });
    expect(result).toMatchObject({ problems: [{ detail: expect.stringContaining('"arn:aws-us-gov:"') }] });
  });
});

describe('an action', () => {
  test.each(['*', '*:*', 'S3:getobject', 's3:Get*Object?', 'execute-api:Invoke', 's3.s:X', 'iam: any text '])(
    '%s is accepted',
    (action) => {
      expect(problemsWith({ Action: action })).toEqual([]);
    },
  );

  test.each(['', 'GetObject', '**', 's3:', ':GetObject', 's3*:Get', 's 3:Get', 's3:Get:Object', 's3:Get:'])(
    '%j is refused',
    (action) => {
      expect(problemsWith({ Action: ['s3:GetObject', action] })).toMatchObject([
        { pointer: '/Statement/0/Action/1', code: 'invalid-action' },
      ]);
    },
  );
});

describe('a condition', () => {
  test.each([
    [
      'DateLessThan',
      ['2026-01-31T12:00:00Z', '2026-01', '2026-01-31t2:00+23', '01T', '-292275054', 1767225600],
    ],
    [
      'DateGreaterThanIfExists',
      ['9223372036854775807', '2016-12-13T21:20:37.593194+00:00', '2026-01-31T12:00-05:00'],
    ],
    ['NumericLessThan', [10, '10', '-1.5']],
    ['Bool', [true, 'True', 'false', `\${aws:PrincipalTag/admin}`]],
    ['Null', ['true', false]],
    ['IpAddress', ['203.0.113.0/24', '203.0.113.7', '2001:db8::/32']],
    ['BinaryEquals', ['QmluYXJ5', 'QQ==']],
    ['ForAllValues:StringNotLikeIfExists', ['', 'a*', 1, true]],
    ['ForAnyValue:ArnEquals', ['arn:aws:iam::*:role/*']],
    ['Unheard', undefined],
  ])('%s takes %j', (operator, value) => {
    expect(problemsWith({ Condition: { [operator]: value === undefined ? {} : { 'a:b': value } } })).toEqual(
      [],
    );
  });

  test.each([
    ['DateLessThan', 'tomorrow'],
    ['DateLessThan', '2026-13-01'],
    ['DateLessThan', '2026-01-32'],
    ['DateLessThan', '2026-01-31T24:00:00Z'],
    ['DateLessThan', '2016-12-13t2:00:00.1999999999+10:59'],
    ['DateLessThan', '9223372036854775808'],
    ['DateLessThan', true],
    ['NumericEquals', 'ten'],
    ['Bool', 'yes'],
    ['Null', `\${aws:username}`],
    ['IpAddress', '203.0.113.0/33'],
    ['IpAddress', '203.0.113'],
    ['IpAddress', '10.0.0.0/8/8'],
    ['BinaryEquals', 'no base64!'],
  ])('%s does not take %j', (operator, value) => {
    expect(problemsWith({ Condition: { [operator]: { 'a:b': [value] } } })).toMatchObject([
      { pointer: `/Statement/0/Condition/${operator}/a:b/0`, code: 'invalid-condition-value' },
    ]);
  });

  test.each([
    'stringEquals',
    'StringEqual',
    'NullIfExists',
    'ForAnyValue:',
    'ForSomeValues:StringEquals',
    'IfExists',
  ])('%s is no operator', (operator) => {
    expect(problemsWith({ Condition: { [operator]: { 'a:b': 'x' } } })).toMatchObject([
      { pointer: `/Statement/0/Condition/${operator}`, code: 'unknown-operator' },
    ]);
  });

  test('names a key once, whatever its case', () => {
    const condition = { StringLike: { 'aws:UserName': 'a', 'aws:username': 'b' } };
    expect(problemsWith({ Condition: condition })).toMatchObject([
      { pointer: '/Statement/0/Condition/StringLike/aws:username', code: 'duplicate-key' },
    ]);
  });

  test.each([[null], [{}], [['a', null]], [[['a']]]])('takes no value %j', (value) => {
    expect(problemsWith({ Condition: { StringEquals: { 'a:b': value } } })).toMatchObject([
      { code: 'wrong-type' },
    ]);
  });
});

test('a statement tells all that is wrong with it at once, each at its place', () => {
  const statement = { Effect: 'allow', Sid: 'a b', Principal: '*', NotResource: [], Condition: 'x' };
  const result = parsePolicyDocument(
    'managed',
    { Version: '2008-10-17', Statement: [statement], id: 1 },
    '/p',
  );
  expect(result.ok ? [] : result.problems.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/p/id unknown-element',
    '/p/Version unsupported-version',
    '/p/Statement/0/Principal unknown-element',
    '/p/Statement/0/Effect unknown-effect',
    '/p/Statement/0/Sid invalid-sid',
    '/p/Statement/0/Action missing-element',
    '/p/Statement/0/NotResource empty-list',
    '/p/Statement/0/Condition wrong-type',
  ]);
});

test('a policy may have 6,144 characters without formatting, and not one more', () => {
  const policy = (filler: string) => ({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${filler}` },
  });
  const room = 6_144 - JSON.stringify(policy('')).length;
  const text = JSON.stringify(policy('a'.repeat(room)), null, 8);
  expect(parsePolicyDocument('managed', text, '').ok).toBe(true);
  expect(parsePolicyDocument('managed', policy('a'.repeat(room + 1)), '')).toMatchObject({
    problems: [{ pointer: '', code: 'policy-too-large' }],
  });
});
