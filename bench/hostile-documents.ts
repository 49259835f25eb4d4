/** As much as a hostile document may weigh, as JSON text. */
export const hostileBytes = 128 * 1024;

/** What is put into a statement, or stands for the whole document, to make careless code slow. */
export const hostileDocuments: Readonly<Record<string, object>> = {
  'one action of countless wildcards': statement({
    Action: `iam:${'*a'.repeat(hostileBytes / 2)}`,
    Resource: '*',
  }),
  'wildcards and question marks': statement({
    Action: `s3:${'?*'.repeat(hostileBytes / 2)}x`,
    Resource: '*',
  }),
  'one resource of countless wildcards': statement({
    Action: '*',
    Resource: `arn:aws:iam::${'*a'.repeat(hostileBytes / 2)}`,
  }),
  'an ARN of colons': statement({ Action: '*', Resource: `arn${':'.repeat(hostileBytes)}` }),
  'a variable that never ends': statement({ Action: '*', Resource: '${'.repeat(hostileBytes / 2) }),
  'thousands of actions with wildcards': statement({ Action: many((n) => `iam:*${n}*`), Resource: '*' }),
  'thousands of all but matching actions': statement({
    Action: many((n) => `iam:*Create*${n}*Version*`),
    Resource: '*',
  }),
  'thousands of unknown services': statement({ Action: many((n) => `service${n}:Get`), Resource: '*' }),
  'thousands of misspelt actions': statement({
    Action: many((n) => `ec2:DescribeInstances${n}`),
    Resource: '*',
  }),
  'thousands of excluded actions': statement({ NotAction: many((n) => `s3:Get*${n}`), Resource: '*' }),
  'thousands of resources': statement({ Action: '*', Resource: many((n) => `arn:aws:s3:::*${n}*/*`) }),
  'thousands of statements': { Statement: many(() => ({ Effect: 'Allow', Action: 'iam:*', Resource: '*' })) },
  'thousands of denials': {
    Statement: [
      ...many(() => ({ Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/*' })).slice(1),
      { Effect: 'Allow', Action: '*', Resource: '*' },
    ],
  },
  'thousands of principals': statement({
    Principal: { AWS: many((n) => `arn:aws:iam::${String(n).padStart(12, '0')}:root`) },
    Action: 'sts:AssumeRole',
  }),
  'thousands of conditions': statement({
    Action: '*',
    Resource: '*',
    Condition: { StringLike: Object.fromEntries(many((n) => [`aws:PrincipalTag/${n}`, '*a*'])) },
  }),
  'nested objects': nested('{"Statement":', '}'),
  'nested lists': nested('[', ']'),
};

function statement(content: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...content }] };
}

/** As many elements as the document has room for. */
function many<Element>(element: (index: number) => Element): Element[] {
  const bytes = JSON.stringify(element(9999)).length + 1;
  return Array.from({ length: Math.floor(hostileBytes / bytes) }, (_, index) => element(index));
}

/** 5,000 deep: JSON.parse itself takes no more than some thousands. */
function nested(open: string, close: string): object {
  return { Statement: JSON.parse(`${open.repeat(5000)}1${close.repeat(5000)}`) };
}
