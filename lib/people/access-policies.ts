import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ownPath } from '../../domain/aws/own-resources.ts';
import { listingPermissions } from '../../domain/request-types/registry.ts';
import type { Route } from '../../domain/routes.ts';
import type { Api } from '../api/api.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { Deployment, type KeyUser } from '../deployment.ts';
import { acknowledgeWildcards } from '../shared/acknowledge.ts';
import { ownName } from '../shared/own-name.ts';
import { type OperatedResources, operatorStatements, reasonsForPatterns } from './operator-statements.ts';

/** What anybody who works with requests looks up: what can be asked for, and how. */
const reference: Route[] = ['GET /me', 'GET /request-types', 'GET /openapi.json'];
const reading: Route[] = ['GET /requests', 'GET /requests/{id}', 'GET /requests/{id}/audit', ...reference];

export interface AccessPoliciesProps extends OperatedResources {
  api: Api;
  auditStore: AuditStore;
}

/**
 * Managed policies to give to people and pipelines, none of which the functions use: they only allow, so that they
 * can be put on top of whatever somebody has. Who may decide is not in them but in the approval rules.
 */
export class AccessPolicies extends Construct {
  /** May preview and ask, list their own, see one whose id they know, cancel it, and have a failed creation tried again. */
  readonly requester: ManagedPolicy;
  /** May read every request, and decide over HTTP where an approval rule names them. */
  readonly approver: ManagedPolicy;
  /** May read every request and the audit trail, and check it; changes nothing. */
  readonly auditor: ManagedPolicy;
  /** May run what the runbook says, but for what would let them approve or rewrite anything. */
  readonly operator: ManagedPolicy;

  constructor(scope: Construct, id: string, { api, auditStore, ...operated }: AccessPoliciesProps) {
    super(scope, id);
    const invoke = (routes: Route[]) => invokeStatement(api, routes);
    this.requester = this.#policy('requester', 'Asks for access through Countersign', [
      invoke([
        'POST /requests',
        'POST /requests/preview',
        'GET /me/requests',
        'GET /requests/{id}',
        'POST /requests/{id}/cancel',
        'POST /requests/{id}/retry',
        ...reference,
      ]),
    ]);
    this.approver = this.#policy('api-approver', 'Decides about access requests over HTTP', [
      invoke([...reading, 'POST /requests/{id}/decisions']),
    ]);
    this.auditor = this.#policy('auditor', 'Reads all that Countersign knows of requests', [
      invoke(reading),
      readTrail(operated.auditTrail),
      ...auditStore.audit(),
      describeStack(this),
      ...compareAccount(this),
      ...keyStatements(this, ['dynamodb']),
    ]);
    this.operator = this.#policy('operator', 'Runs what the runbook of Countersign says', [
      invoke(reading),
      ...operatorStatements(this, operated),
      ...keyStatements(this, ['dynamodb', 'sqs']),
    ]);
  }

  #policy(name: string, description: string, statements: PolicyStatement[]): ManagedPolicy {
    const policy = new ManagedPolicy(this, name, {
      managedPolicyName: ownName(name),
      path: ownPath,
      description,
      statements,
    });
    // IAM deletes no policy that somebody has, and with it a whole stack would stay half deleted.
    policy.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    for (const { sid, resources } of statements) {
      const reason = reasonsForPatterns[sid ?? ''];
      if (reason) acknowledgeWildcards(policy, resources, reason);
    }
    return policy;
  }
}

/** What is encrypted with a key of the deployment's own is read with it. */
function keyStatements(scope: Construct, services: KeyUser[]): PolicyStatement[] {
  return services.flatMap((service) => Deployment.of(scope).keyStatement(service, 'read') ?? []);
}

function invokeStatement(api: Api, routes: Route[]): PolicyStatement {
  const resources = routes.map((route) => api.arnOf(route));
  return new PolicyStatement({ sid: 'CallTheApi', actions: ['execute-api:Invoke'], resources });
}

/** Everything in the table, without the API in between, and what keeps it from being changed. */
function readTrail({ table }: AuditTrail): PolicyStatement {
  const operations = [
    'DescribeContinuousBackups',
    'DescribeTable',
    'GetItem',
    'GetResourcePolicy',
    'Query',
    'Scan',
  ];
  return new PolicyStatement({
    sid: 'ReadTheTrail',
    actions: operations.map((operation) => `dynamodb:${operation}`),
    resources: [table.tableArn],
  });
}

/** What exists, beside what was approved: `countersign-audit drift`. */
function compareAccount(scope: Construct): PolicyStatement[] {
  const { account, region, partition } = Stack.of(scope);
  return listingPermissions({ account, region, partition }).map(
    ({ sid, actions, resources }) => new PolicyStatement({ sid, actions, resources }),
  );
}

/** What the deployed stack is called and where its parts are, from its outputs. */
function describeStack(scope: Construct): PolicyStatement {
  const stack = Stack.of(scope);
  return new PolicyStatement({
    sid: 'ReadTheOutputs',
    actions: ['cloudformation:DescribeStacks'],
    resources: [
      stack.formatArn({
        service: 'cloudformation',
        resource: 'stack',
        resourceName: `${stack.stackName}/*`,
      }),
    ],
  });
}
