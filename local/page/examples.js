/** @import { RequestType } from './types.d.ts' */

const roleTrust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const readBucket = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::payments-reports', 'arn:aws:s3:::payments-reports/*'],
    },
  ],
};

/** @type {Record<string, { justification: string, parameters: Record<string, unknown> }>} */
const examples = {
  'iam-role': {
    justification: 'CI deploys the payments service; ticket PAY-1234',
    parameters: { RoleName: 'payments-deploy', AssumeRolePolicyDocument: roleTrust },
  },
  'iam-policy': {
    justification: 'Finance reads the monthly payment reports; ticket PAY-1250',
    parameters: { PolicyName: 'payments-reports-read', PolicyDocument: readBucket },
  },
  'rolesanywhere-profile': {
    justification: 'The build servers on premises need short-lived credentials; ticket OPS-77',
    parameters: {
      name: 'build-servers',
      roleArns: ['arn:aws:iam::111122223333:role/requested/build-servers'],
      durationSeconds: 3600,
    },
  },
  'ram-permission': {
    justification: 'The network team shares subnets with the data account; ticket NET-9',
    parameters: {
      name: 'subnet-use',
      resourceType: 'ec2:Subnet',
      policyTemplate: JSON.stringify({
        Effect: 'Allow',
        Action: ['ec2:DescribeSubnets', 'ec2:RunInstances'],
      }),
    },
  },
};

/**
 * A body with every required field and nothing in it: for a type nobody wrote an example for.
 *
 * @param {RequestType} type
 */
function skeleton({ schema }) {
  const parameters = schema?.properties?.parameters ?? schema;
  const required = parameters?.required ?? [];
  return { justification: '', parameters: Object.fromEntries(required.map((name) => [name, ''])) };
}

/**
 * Two requests for the same name would be one too many: a few random letters make each name its own.
 *
 * @param {Record<string, unknown>} parameters
 */
function withOwnName(parameters) {
  const suffix = Math.random().toString(36).slice(2, 6);
  const field = ['RoleName', 'PolicyName', 'name'].find((name) => typeof parameters[name] === 'string');
  return field ? { ...parameters, [field]: `${parameters[field]}-${suffix}` } : parameters;
}

/**
 * A request of this type, ready to be submitted, as indented JSON.
 *
 * @param {RequestType} type
 */
export function exampleOf(type) {
  const { justification, parameters } = examples[type.type] ?? skeleton(type);
  return JSON.stringify({ type: type.type, justification, parameters: withOwnName(parameters) }, null, 2);
}
