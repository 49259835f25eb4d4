import type { Iam } from '../../local/doubles/iam/iam.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'rolesanywhere.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    },
  ],
};

/** What exists before anybody asks for anything: the role that requested profiles name. */
export function furnish(iam: Iam): void {
  void iam.call('CreateRole', {
    Path: '/requested/',
    RoleName: 'payments-deploy',
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
}
