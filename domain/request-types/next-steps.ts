import type { Request } from '../trail/request.ts';
import type { RequestTypeName } from './names.ts';

/** What people ask once something was created: sentences for the requester, by what was created. */
const nextSteps: Readonly<Record<RequestTypeName, (arn: string) => string[]>> = {
  'iam-role': (arn) => [
    'IAM may take some seconds to show the role and its permissions everywhere: until then, try again.',
    `To run a service with it, whoever starts that service needs iam:PassRole on ${arn}; EC2 takes it in an instance profile, which somebody makes for it (aws iam create-instance-profile, add-role-to-instance-profile).`,
  ],
  'iam-policy': (arn) => [
    `It gives nobody anything until it is attached: name ${arn} in ManagedPolicyArns of an iam-role request.`,
  ],
  'rolesanywhere-profile': () => [],
  'ram-permission': () => [],
};

/** What the requester should know about what was created; nothing while nothing is. */
export function nextStepsAfter({
  type,
  status,
  result,
}: Pick<Request, 'type' | 'status' | 'result'>): string[] {
  return status === 'created' && result ? nextSteps[type](result.arn) : [];
}
