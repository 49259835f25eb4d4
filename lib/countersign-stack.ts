import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../domain/configuration.ts';
import { Api } from './api.ts';
import { ApprovalWorkflow } from './approval-workflow.ts';
import { AuditTrail } from './audit-trail.ts';
import { DefaultBoundary } from './default-boundary.ts';
import { Executions } from './executions.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { Reconciliation } from './reconciliation.ts';
import { RequestRoutes } from './request-routes.ts';
import { SlackSecret } from './slack-secret.ts';
import { SlackWebhook } from './slack-webhook.ts';
import { WorkIndex } from './work-index.ts';
import { WorkflowSteps } from './workflow-steps.ts';

export interface CountersignStackProps {
  configuration: Configuration;
  bundle: FunctionBundle;
}

/** Everything that is deployed. */
export class CountersignStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, bundle }: CountersignStackProps) {
    super(scope, id, { description: 'Ask for AWS access over HTTP, countersign it in Slack, keep a record' });
    const { guardrails, settleSeconds } = configuration;

    const auditTrail = new AuditTrail(this, 'AuditTrail');
    const workIndex = new WorkIndex(this, 'WorkIndex');
    const slackSecret = new SlackSecret(this, 'SlackSecret');
    const executions = new Executions(this);
    const resources = { bundle, auditTrail, workIndex, slackSecret, executions };

    const api = new Api(this, 'Api');
    new RequestRoutes(this, 'RequestRoutes', { api, ...resources });
    new SlackWebhook(this, 'SlackWebhook', { api, ...resources });

    const steps = new WorkflowSteps(this, 'WorkflowSteps', { guardrails, ...resources });
    new ApprovalWorkflow(this, 'ApprovalWorkflow', { steps, settleSeconds });
    new Reconciliation(this, 'Reconciliation', resources);

    const boundary = new DefaultBoundary(this, 'DefaultBoundary', { api });

    new CfnOutput(this, 'ApiUrl', { value: api.urlOf('/') });
    new CfnOutput(this, 'SlackInteractionsUrl', { value: api.urlOf(SlackWebhook.path) });
    new CfnOutput(this, 'AuditTrailTable', { value: auditTrail.table.tableName });
    new CfnOutput(this, 'BoundaryArn', { value: boundary.policy.managedPolicyArn });
    new CfnOutput(this, 'SlackSecretArn', { value: slackSecret.secret.secretArn });
  }
}
