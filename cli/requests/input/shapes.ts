import type { RequestTypeName } from '../../../domain/request-types/names.ts';

/** How a request type's parameters are spelled elsewhere. */
interface Shape {
  /** CloudFormation's name of the resource. */
  resource: string;
  /** Whether AWS's API begins its parameters in lower case, which CloudFormation never does. */
  isLowerCase: boolean;
  /** Parameters that CloudFormation calls otherwise. */
  renamed: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ (`AWS::IAM::ManagedPolicy` and so on). */
export const shapes: Readonly<Record<RequestTypeName, Shape>> = {
  'iam-role': { resource: 'AWS::IAM::Role', isLowerCase: false, renamed: {} },
  'iam-policy': {
    resource: 'AWS::IAM::ManagedPolicy',
    isLowerCase: false,
    renamed: { ManagedPolicyName: 'PolicyName' },
  },
  'rolesanywhere-profile': { resource: 'AWS::RolesAnywhere::Profile', isLowerCase: true, renamed: {} },
  'ram-permission': { resource: 'AWS::RAM::Permission', isLowerCase: true, renamed: {} },
};

/** What AWS's API calls a parameter, or a member of a tag, that CloudFormation spells its own way. */
export function apiName(name: string, { isLowerCase, renamed }: Shape): string {
  if (Object.hasOwn(renamed, name)) return renamed[name] ?? name;
  return isLowerCase ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}
