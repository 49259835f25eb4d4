import * as z from 'zod';
import { type Double, dispatch, type Operations } from './double.ts';
import { ModelledError } from './modelled-error.ts';
import { parseParameters } from './parameters.ts';

const validatePolicy = z.object({
  policyDocument: z.string(),
  policyType: z.enum([
    'IDENTITY_POLICY',
    'RESOURCE_POLICY',
    'SERVICE_CONTROL_POLICY',
    'RESOURCE_CONTROL_POLICY',
  ]),
  validatePolicyResourceType: z
    .enum([
      'AWS::S3::Bucket',
      'AWS::S3::AccessPoint',
      'AWS::S3::MultiRegionAccessPoint',
      'AWS::S3ObjectLambda::AccessPoint',
      'AWS::IAM::AssumeRolePolicyDocument',
      'AWS::DynamoDB::Table',
    ])
    .optional(),
});
export type PolicyToValidate = z.output<typeof validatePolicy>;

/** A finding as ValidatePolicy answers it. */
export interface PolicyFinding {
  findingType: 'ERROR' | 'SECURITY_WARNING' | 'SUGGESTION' | 'WARNING';
  issueCode: string;
  findingDetails: string;
  learnMoreLink: string;
  locations: readonly object[];
}

/** ValidatePolicy of Access Analyzer. What it finds is for `findings` to say; nothing, unless given. */
export class AccessAnalyzer implements Double {
  readonly #findings: (policy: PolicyToValidate) => readonly PolicyFinding[];
  readonly #operations: Operations = {
    ValidatePolicy: (input) => ({ findings: this.#findings(parse(input)) }),
  };

  constructor(findings: (policy: PolicyToValidate) => readonly PolicyFinding[] = () => []) {
    this.#findings = findings;
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }
}

function parse(input: object): PolicyToValidate {
  return parseParameters(
    validatePolicy,
    input,
    (message) => new ModelledError('ValidationException', 400, message),
  );
}
