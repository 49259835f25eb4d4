import { account, region } from '../../doubles/double.ts';
import { jsonDenial, type ServiceActions, text } from '../service-actions.ts';

/** A parameter's ARN has one slash between kind and name, whether or not the name begins with one. */
function parameterArn(name: string): string {
  if (name.startsWith('arn:')) return name;
  return `arn:aws:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const ssmActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    GetParameter: (input) => [{ action: 'ssm:GetParameter', resource: parameterArn(text(input, 'Name')) }],
  },
};
