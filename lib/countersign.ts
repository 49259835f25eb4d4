import { join } from 'node:path';
import { Annotations, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Configuration } from '../domain/configuration/configuration.ts';
import { configurationMetadata } from '../domain/configuration/in-template.ts';
import { placeholdersIn } from '../domain/configuration/placeholders.ts';
import { canonicalJson, sha256 } from '../domain/digest.ts';
import { Api } from './api/api.ts';
import { RequestRoutes } from './api/request-routes.ts';
import { SlackWebhook } from './api/slack-webhook.ts';
import { Archiving } from './audit/archiving.ts';
import { AuditStore } from './audit/audit-store.ts';
import { AuditTrail } from './audit/audit-trail.ts';
import { Digests } from './audit/digests.ts';
import { DriftDetection } from './audit/drift-detection.ts';
import { DefaultBoundary } from './creators/default-boundary.ts';
import { KillSwitch } from './creators/kill-switch.ts';
import { Deployment } from './deployment.ts';
import { FunctionBundle } from './functions/function-bundle.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import type { ConfigurationInput } from './options/configuration-input.ts';
import { AccessPolicies } from './people/access-policies.ts';
import { Notices } from './shared/notices.ts';
import { SlackSecret } from './shared/slack-secret.ts';
import { checkOptions } from './synthesis/check-options.ts';
import { ApprovalWorkflow } from './workflow/approval-workflow.ts';
import { Executions } from './workflow/executions.ts';
import { Reconciliation } from './workflow/reconciliation.ts';
import { RemovalWorkflow } from './workflow/removal-workflow.ts';
import { Removers } from './workflow/removers.ts';
import { WorkIndex } from './workflow/work-index.ts';
import { WorkflowSteps } from './workflow/workflow-steps.ts';

/** Beside the emitted JavaScript; where TypeScript runs, functions are built on the way. */
const ofThisPackage = join(import.meta.dirname, '..', 'functions');

/** What Countersign is made with. */
export interface CountersignProps {
  /** Who may ask for what, who countersigns it, and what nobody gets: as in `countersign.config.ts`. */
  configuration: ConfigurationInput;
  /**
   * The folder of the built functions.
   * @default those that come with this package
   */
  functions?: string;
}

/**
 * Countersign, to be put into a stack of its own: access requests over HTTP, approval in Slack, an append-only audit
 * trail, for the account and region of the stack. Its resources have fixed names, so that there is one in each account
 * and region. Throws ConfigurationMistakes.
 *
 * The outputs have fixed names as well: the commands that look at a deployed stack read them.
 */
export class Countersign extends Construct {
  /** The HTTP API: its ARN for policies, its metrics. */
  readonly api: Api;
  /** The table of events. It is retained when the stack is removed. */
  readonly auditTrail: AuditTrail;
  /** Where the events are archived, and the key that signs their digests. */
  readonly auditStore: AuditStore;
  /** What archives them, and what of it could not be archived. */
  readonly archiving: Archiving;
  /** What signs the digests. */
  readonly digests: Digests;
  /** What tells the event bus, and what could not be told. */
  readonly notices: Notices;
  /** What compares the account with the approvals. */
  readonly driftDetection: DriftDetection;
  /** Where the Slack app's token and signing secret are to be put. */
  readonly slackSecret: SlackSecret;
  /** The permissions boundary that `permissionsBoundary: 'default'` means. */
  readonly boundary: ManagedPolicy;

  /** The alarms. */
  readonly monitoring: Monitoring;
  /** Managed policies for those who ask, decide over HTTP, audit and operate. */
  readonly policies: AccessPolicies;

  constructor(scope: Construct, id: string, props: CountersignProps) {
    super(scope, id);
    const { configuration, readable } = checkOptions(this, props.configuration);
    warnOfPlaceholders(this, readable);
    const { guardrails, settleSeconds, audit, eventBus, alarms } = configuration;
    const bundle = new FunctionBundle({
      built: props.functions ?? ofThisPackage,
      configuration: readable,
      environment: boundaryKnownLater(configuration, readable),
    });
    const { settings } = new Deployment(this, configuration.deployment);
    for (const [key, value] of Object.entries(settings.tags)) Tags.of(this).add(key, value);

    this.auditTrail = new AuditTrail(this, 'AuditTrail');
    this.slackSecret = new SlackSecret(this, 'SlackSecret');
    const resources = {
      bundle,
      auditTrail: this.auditTrail,
      workIndex: new WorkIndex(this, 'WorkIndex'),
      slackSecret: this.slackSecret,
      killSwitch: new KillSwitch(this, 'KillSwitch'),
      executions: new Executions(this),
    };

    this.api = new Api(this, 'Api');
    new SlackWebhook(this, 'SlackWebhook', { api: this.api, ...resources });

    this.auditStore = new AuditStore(this, 'AuditStore', audit);
    const archive = { bundle, auditTrail: this.auditTrail, auditStore: this.auditStore };
    this.archiving = new Archiving(this, 'Archiving', archive);
    this.digests = new Digests(this, 'Digests', archive);

    this.notices = new Notices(this, 'Notices', { bundle, auditTrail: this.auditTrail, eventBus });

    const unnamed = [
      ...this.api.arns(),
      ...this.auditStore.arns(),
      ...this.archiving.arns(),
      ...this.notices.arns(),
    ];

    new RequestRoutes(this, 'RequestRoutes', { api: this.api, guardrails, unnamed, ...resources });
    const steps = new WorkflowSteps(this, 'WorkflowSteps', { guardrails, unnamed, ...resources });
    new ApprovalWorkflow(this, 'ApprovalWorkflow', { steps, settleSeconds });
    const removers = new Removers(this, 'Removers', { guardrails, ...resources });
    new RemovalWorkflow(this, 'RemovalWorkflow', { removers, settleSeconds });
    const reconciliation = new Reconciliation(this, 'Reconciliation', resources);
    const { reconcile } = reconciliation;

    const { auditTrail, auditStore, notices } = this;
    const { workIndex } = resources;
    const compared = { bundle, auditTrail, auditStore, workIndex, notices, guardrails };
    this.driftDetection = new DriftDetection(this, 'DriftDetection', compared);

    this.boundary = new DefaultBoundary(this, 'DefaultBoundary', { unnamed }).policy;

    const people = { api: this.api, reconcile, auditStore: this.auditStore, ...resources };
    this.policies = new AccessPolicies(this, 'AccessPolicies', people);

    const { api, archiving, digests, driftDetection } = this;
    const watched = { api, reconciliation, archiving, digests, notices, driftDetection };
    this.monitoring = new Monitoring(this, 'Monitoring', { target: alarms, ...watched });

    const { templateOptions } = Stack.of(this);
    templateOptions.metadata = { ...templateOptions.metadata, [configurationMetadata]: readable };

    bundle.remove();

    this.#output('ApiUrl', this.api.urlOf('/'));
    this.#output('SlackInteractionsUrl', this.api.urlOf(SlackWebhook.path));
    this.#output('AuditTrailTable', this.auditTrail.table.tableName);
    this.#output('AuditBucket', this.auditStore.bucketName);
    this.#output('AuditKeyArn', this.auditStore.keyArn);
    this.#output('GuardrailPath', guardrails.path);
    this.#output('ConfigurationHash', sha256(canonicalJson(readable)));
    this.#output('BoundaryArn', this.boundary.managedPolicyArn);
    this.#output('SlackSecretArn', this.slackSecret.secret.secretArn);
  }

  #output(name: string, value: string): void {
    new CfnOutput(this, name, { value }).overrideLogicalId(name);
  }
}

/** What functions hold requests against, where the configuration that they read has no more than a stand-in. */
function boundaryKnownLater(configuration: Configuration, readable: Configuration): Record<string, string> {
  const { permissionsBoundary } = configuration.guardrails;
  const isKnown = permissionsBoundary === readable.guardrails.permissionsBoundary;
  return isKnown ? {} : { PERMISSIONS_BOUNDARY: permissionsBoundary };
}

/** What the warning about ids of the example is acknowledged with. */
export const placeholdersWarning = 'countersign:placeholders';

function warnOfPlaceholders(scope: Construct, configuration: Configuration): void {
  const left = placeholdersIn(configuration);
  if (left.length === 0) return;
  Annotations.of(scope).addWarningV2(
    placeholdersWarning,
    `The configuration still has ids of the example (${left.join(', ')}); put your own in their place.`,
  );
}
