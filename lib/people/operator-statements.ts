import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { KillSwitch } from '../creators/kill-switch.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';
import { ownName } from '../shared/own-name.ts';
import type { Executions } from '../workflow/executions.ts';
import type { WorkIndex } from '../workflow/work-index.ts';
import { alarmStatements } from './alarm-statements.ts';

/** What the runbook works with. */
export interface OperatedResources {
  auditTrail: AuditTrail;
  workIndex: WorkIndex;
  executions: Executions;
  killSwitch: KillSwitch;
  reconcile: HandlerFunction;
}

/** A row of the work index without its task token, with which an execution could be resumed. */
const shownOfRow = [
  ...['id', 'status', 'type', 'requester', 'createdAt', 'updatedAt', 'seq', 'dueAt'],
  ...['channel', 'ts', 'cardSeq', 'visits', 'starts'],
];

/** Why these statements, by their ids, name more than one resource, or none. */
export const reasonsForPatterns: Readonly<Record<string, string>> = {
  ReadTheOutputs: "The end of a stack's ARN is an id that AWS gives.",
  ReadEventsAndLists: 'Every index of the work index; none of them has task tokens.',
  OperateExecutions: 'Each request has executions of its own, named after it.',
  ReadLogs: 'Every log group of ours, each with the name of its function.',
  ListAccount: 'A list of what exists names no resource.',
  ReadRoles: 'Whichever role a request created, or somebody else beside it.',
  ReadPolicies: 'Whichever policy a request created, or somebody else beside it.',
  ListProfiles: 'A list, and tags, which know no resource.',
  ReadProfiles: 'AWS chooses the ids of profiles.',
  ListPermissions: 'A list of what exists names no resource.',
  ReadPermissions: 'Whichever permission a request created, or somebody else beside it.',
  ReadTheArchive: 'Each event and each hour has an object of its own.',
  SeeAlarms: 'CloudWatch lists alarms for those who may see every one.',
  SeeMetrics: 'A metric is no resource that a policy could name.',
  SeeTheDashboard: 'Every dashboard of ours; there is one today.',
  ReadAndEmptyDeadLetterQueues: 'Every dead-letter queue of ours, whatever failed.',
  StopLogQueries: 'A query is stopped by its id, which is no ARN.',
  StopAndStartFunctions: 'An emergency stop is for whichever function it takes.',
};

/**
 * The commands of docs/runbook.md. Left out on purpose: the Slack secret, since whoever sets it can sign clicks of any
 * approver; and restoring tables, which is an administrator's.
 */
export function operatorStatements(scope: Construct, operated: OperatedResources): PolicyStatement[] {
  const stack = Stack.of(scope);
  return [
    ...lookAtRequests(operated),
    ...readLogs(stack),
    ...alarmStatements(stack),
    operated.executions.operate(),
    new PolicyStatement({
      sid: 'AskTheReconciler',
      actions: ['lambda:InvokeFunction'],
      resources: [operated.reconcile.functionArn],
    }),
    operated.killSwitch.operate(),
    ...emergencyStop(stack),
  ];
}

function lookAtRequests({ auditTrail, workIndex }: OperatedResources): PolicyStatement[] {
  const { tableArn } = workIndex.table;
  return [
    new PolicyStatement({
      sid: 'ReadEventsAndLists',
      actions: ['dynamodb:Query'],
      resources: [auditTrail.table.tableArn, `${tableArn}/index/*`],
    }),
    new PolicyStatement({
      sid: 'SeeWhatKeepsTheTrail',
      actions: ['dynamodb:GetResourcePolicy'],
      resources: [auditTrail.table.tableArn],
    }),
    new PolicyStatement({
      sid: 'ReadRowsWithoutTheirToken',
      actions: ['dynamodb:GetItem'],
      resources: [tableArn],
      conditions: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': shownOfRow },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    }),
  ];
}

function readLogs(stack: Stack): PolicyStatement[] {
  const logGroups = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: `/aws/*/${ownName('*')}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [
    new PolicyStatement({
      sid: 'ReadLogs',
      actions: ['logs:FilterLogEvents', 'logs:StartQuery', 'logs:GetQueryResults'],
      resources: [logGroups],
    }),
    /** A query is stopped by its id, which has no ARN. */
    new PolicyStatement({ sid: 'StopLogQueries', actions: ['logs:StopQuery'], resources: ['*'] }),
  ];
}

/** What stops creations, decisions or submissions at once, and the reconciler; and starts them again. */
function emergencyStop(stack: Stack): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'StopAndStartFunctions',
      actions: ['lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
      resources: [
        stack.formatArn({
          service: 'lambda',
          resource: 'function',
          resourceName: ownName('*'),
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
    }),
    new PolicyStatement({
      sid: 'StopAndStartTheReconciler',
      actions: ['events:DisableRule', 'events:EnableRule'],
      resources: [
        stack.formatArn({ service: 'events', resource: 'rule', resourceName: ownName('reconcile') }),
      ],
    }),
  ];
}
