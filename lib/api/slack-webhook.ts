import { Construct } from 'constructs';
import { Deployment } from '../deployment.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import type { SharedResources } from '../shared/shared-resources.ts';
import type { Api } from './api.ts';

/** Where Slack posts clicks and modals. Open to the internet: the handler checks Slack's signature before all else. */
export class SlackWebhook extends Construct {
  static readonly path = '/slack/interactions';

  constructor(scope: Construct, id: string, { api, ...resources }: SharedResources & { api: Api }) {
    super(scope, id);
    const { bundle, auditTrail, workIndex, slackSecret, executions } = resources;
    const interaction = new HandlerFunction(this, 'slack-interaction', {
      bundle,
      description: 'Takes the decision of somebody who clicked in Slack',
      environment: { ...auditTrail.environment, ...workIndex.environment, ...slackSecret.environment },
      concurrency: Deployment.of(this).settings.webhookConcurrency,
    });
    auditTrail.grantAppend(interaction);
    workIndex.grantUpdate(interaction);
    slackSecret.grantRead(interaction);
    executions.grantResume(interaction);
    api.openRoute(`POST ${SlackWebhook.path}`, interaction);
  }
}
