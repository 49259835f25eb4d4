import { killSwitchParameter } from '../../domain/aws/own-resources.ts';
import { pacedReads } from '../../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../../domain/aws/paced-roles-anywhere.ts';
import { nothingPinned, pinReader } from '../../domain/request-types/pin-reading.ts';
import { cancelRequest } from '../../lambdas/cancel-request.ts';
import { killSwitch } from '../../lambdas/create/kill-switch.ts';
import { createIamPolicy } from '../../lambdas/create-iam-policy.ts';
import { createIamRole } from '../../lambdas/create-iam-role.ts';
import { createRamPermission } from '../../lambdas/create-ram-permission.ts';
import { createRolesAnywhereProfile } from '../../lambdas/create-rolesanywhere-profile.ts';
import { decideRequest } from '../../lambdas/decide-request.ts';
import type { FunctionName } from '../../lambdas/environment.ts';
import { reconcile } from '../../lambdas/reconcile.ts';
import { recordOutcome } from '../../lambdas/record-outcome.ts';
import { removeIamPolicy } from '../../lambdas/remove-iam-policy.ts';
import { removeIamRole } from '../../lambdas/remove-iam-role.ts';
import { removeRamPermission } from '../../lambdas/remove-ram-permission.ts';
import { removeRolesAnywhereProfile } from '../../lambdas/remove-rolesanywhere-profile.ts';
import { requestApproval } from '../../lambdas/request-approval.ts';
import { retryRequest } from '../../lambdas/retry-request.ts';
import { settleTimeout } from '../../lambdas/settle-timeout.ts';
import { slackInteraction } from '../../lambdas/slack-interaction.ts';
import { submitRequest } from '../../lambdas/submit-request.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { prepared, routed, type Surroundings, type Work } from './prepared.ts';

const withAws = ({ aws }: Surroundings) => aws;
const withSlack = ({ aws, slack }: Surroundings) => ({ ...aws, slack });
const forCreation = (around: Surroundings) => ({
  ...withSlack(around),
  killSwitch: killSwitch(around.aws.ssm, killSwitchParameter),
});

/** Which actions there are matters for findings, not for what happens to a request. */
const noCatalogue = () => ({});
const version = () => '0.1.0+simulated';

/** The real functions: what `serve` and `serveRoute` would run. */
export const works: Partial<Record<FunctionName, Work>> = {
  'submit-request': routed('submit-request', submitRequest, (around) => ({
    ...around.aws,
    services: noCatalogue,
  })),
  'cancel-request': routed('cancel-request', cancelRequest, withAws),
  'decide-request': routed('decide-request', decideRequest, withSlack),
  'retry-request': routed('retry-request', retryRequest, withAws),
  'slack-interaction': routed('slack-interaction', slackInteraction, withSlack),
  'validate-request': prepared('validate-request', validateRequest, (around) => {
    const { aws } = around;
    return {
      ...aws,
      iam: pacedReads(aws.iam, around),
      rolesAnywhere: pacedRolesAnywhere(aws.rolesanywhere, around),
      accessAnalyzer: aws.accessanalyzer,
      services: noCatalogue,
      version,
    };
  }),
  'request-approval': prepared('request-approval', requestApproval, withSlack),
  'settle-timeout': prepared('settle-timeout', settleTimeout, withAws),
  'record-outcome': prepared('record-outcome', recordOutcome, withSlack),
  reconcile: prepared('reconcile', reconcile, withSlack),
  'remove-iam-role': prepared('remove-iam-role', removeIamRole, ({ aws }) => ({ ...aws, target: aws.iam })),
  'remove-iam-policy': prepared('remove-iam-policy', removeIamPolicy, ({ aws }) => ({
    ...aws,
    target: aws.iam,
  })),
  'remove-ram-permission': prepared('remove-ram-permission', removeRamPermission, ({ aws }) => ({
    ...aws,
    target: aws.ram,
  })),
  'remove-rolesanywhere-profile': prepared(
    'remove-rolesanywhere-profile',
    removeRolesAnywhereProfile,
    (around) => ({ ...around.aws, target: pacedRolesAnywhere(around.aws.rolesanywhere, around) }),
  ),
  'create-iam-role': prepared('create-iam-role', createIamRole, (around) => {
    const { iam } = around.aws;
    return { ...forCreation(around), target: iam, readPins: pinReader(pacedReads(iam, around)) };
  }),
  'create-iam-policy': prepared('create-iam-policy', createIamPolicy, (around) => {
    return { ...forCreation(around), target: around.aws.iam, readPins: nothingPinned };
  }),
  'create-ram-permission': prepared('create-ram-permission', createRamPermission, (around) => {
    return { ...forCreation(around), target: around.aws.ram, readPins: nothingPinned };
  }),
  'create-rolesanywhere-profile': prepared(
    'create-rolesanywhere-profile',
    createRolesAnywhereProfile,
    (around) => {
      const { iam, rolesanywhere } = around.aws;
      const target = pacedRolesAnywhere(rolesanywhere, around);
      return { ...forCreation(around), target, readPins: pinReader(pacedReads(iam, around)) };
    },
  ),
};
