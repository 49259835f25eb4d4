import { ArnFormat, DefaultStackSynthesizer, type Stack } from 'aws-cdk-lib';
import { ownPath } from '../../domain/aws/own-resources.ts';
import { ownName } from './own-name.ts';

/** ARN patterns of everything in the stack that has a name. */
export function ownArns(stack: Stack): string[] {
  const own = ownName('*');
  const named = [
    {
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: own,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    { service: 'dynamodb', resource: 'table', resourceName: own },
    { service: 'events', resource: 'rule', resourceName: own },
    { service: 'iam', region: '', resource: 'role', resourceName: `${ownPath.slice(1)}*` },
    { service: 'lambda', resource: 'function', resourceName: own, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    {
      service: 'logs',
      resource: 'log-group',
      resourceName: `/aws/*/${own}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    {
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: 'countersign/*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    { service: 'sns', resource: own, arnFormat: ArnFormat.NO_RESOURCE_NAME },
    { service: 'ssm', resource: 'parameter', resourceName: `${ownPath.slice(1)}*` },
    { service: 'sqs', resource: own, arnFormat: ArnFormat.NO_RESOURCE_NAME },
    { service: 'states', resource: 'execution', resourceName: own, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    {
      service: 'states',
      resource: 'stateMachine',
      resourceName: own,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    { service: 'wafv2', resource: 'regional', resourceName: `webacl/${own}` },
  ];
  return named.map((components) => stack.formatArn(components));
}

/**
 * How the stack is deployed: whoever may use CDK's roles, change the stack or exchange its code on the way holds
 * everything in it. A team that deploys with CDK by itself needs a bootstrap of its own.
 */
export function ownDeployment(stack: Stack): string[] {
  const qualifier = stack.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  const bucket = `cdk-${qualifier}-assets-${stack.account}-${stack.region}`;
  const bucketArn = stack.formatArn({ service: 's3', region: '', account: '', resource: bucket });
  return [
    stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stack.stackName}/*` }),
    stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: `cdk-${qualifier}-*` }),
    bucketArn,
    `${bucketArn}/*`,
  ];
}
