import type { Method, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { acknowledge } from '../shared/acknowledge.ts';

/** Why the API is as cdk-nag would not have it. */
export function acknowledgeApi(restApi: RestApi): void {
  acknowledge(
    restApi,
    'APIG2',
    'Handlers validate, and answer with every problem at once and where it is; API Gateway would name the first.',
  );
  acknowledge(
    restApi.deploymentStage,
    'APIG6',
    'The access log has who called what and how it went. Execution logs hold headers, in a log group that never expires.',
  );
  acknowledge(
    restApi,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    'The role with which API Gateway writes all logs of the account and region: AWS says what that takes.',
  );
}

/** Why there is no web ACL before it. */
export function acknowledgeWithoutWebAcl(restApi: RestApi): void {
  acknowledge(
    restApi.deploymentStage,
    'APIG3',
    'What is not signed is refused before anything of ours runs: docs/decisions/009-web-acl-off-by-default.md.',
  );
}

/** Why nobody signs in with Cognito, and on Slack's route not with IAM either. */
export function acknowledgeMethod(method: Method, kind: 'open' | 'signed'): void {
  if (kind === 'signed') {
    acknowledge(method, 'COG4', 'IAM authorizes: callers sign with SigV4, as their AWS identity.');
    return;
  }
  const reason = "Slack has no IAM identity; the handler verifies Slack's signature before anything else.";
  acknowledge(method, 'APIG4', reason);
  acknowledge(method, 'COG4', reason);
}
