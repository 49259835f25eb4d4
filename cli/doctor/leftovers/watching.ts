import {
  type CloudWatchClient,
  paginateDescribeAlarms,
  paginateListDashboards,
} from '@aws-sdk/client-cloudwatch';
import { type CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { ListWebACLsCommand, type WAFV2Client } from '@aws-sdk/client-wafv2';
import { ownNamePrefix } from '../../../domain/aws/own-resources.ts';
import { aws, isOurs, type Kind } from './leftover.ts';

export interface WatchingClients {
  logs: CloudWatchLogsClient;
  cloudwatch: CloudWatchClient;
  waf: WAFV2Client;
}

/** What watches, and what was written down. */
export function watchingKinds({ logs, cloudwatch, waf }: WatchingClients): Kind[] {
  return [
    { kind: 'log group', types: ['AWS::Logs::LogGroup'], list: () => logGroups(logs) },
    { kind: 'alarm', types: ['AWS::CloudWatch::Alarm'], list: () => alarms(cloudwatch) },
    { kind: 'dashboard', types: ['AWS::CloudWatch::Dashboard'], list: () => dashboards(cloudwatch) },
    { kind: 'web ACL', types: ['AWS::WAFv2::WebACL'], list: () => webAcls(waf) },
  ];
}

/** Each is named after its resource, below what AWS calls the service: `/aws/lambda/countersign-reconcile`. */
async function* logGroups(client: CloudWatchLogsClient) {
  const pattern = { logGroupNamePattern: ownNamePrefix };
  for await (const { logGroups: all = [] } of paginateDescribeLogGroups({ client }, pattern)) {
    for (const { logGroupName: name = '' } of all) {
      if (!name.startsWith('/aws/') || !isOurs(name.split('/').at(-1))) continue;
      yield { name, physicalId: name, remove: [aws('logs', 'delete-log-group', '--log-group-name', name)] };
    }
  }
}

async function* alarms(client: CloudWatchClient) {
  const prefix = { AlarmNamePrefix: ownNamePrefix };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, prefix)) {
    for (const { AlarmName: name = '' } of MetricAlarms) {
      yield { name, physicalId: name, remove: [aws('cloudwatch', 'delete-alarms', '--alarm-names', name)] };
    }
  }
}

async function* dashboards(client: CloudWatchClient) {
  const prefix = { DashboardNamePrefix: ownNamePrefix };
  for await (const { DashboardEntries = [] } of paginateListDashboards({ client }, prefix)) {
    for (const { DashboardName: name = '' } of DashboardEntries) {
      yield {
        name,
        physicalId: name,
        remove: [aws('cloudwatch', 'delete-dashboards', '--dashboard-names', name)],
      };
    }
  }
}

async function* webAcls(client: WAFV2Client) {
  let NextMarker: string | undefined;
  do {
    const page = await client.send(new ListWebACLsCommand({ Scope: 'REGIONAL', NextMarker }));
    for (const { Name: name, Id: id = '', LockToken: lock = '' } of page.WebACLs ?? []) {
      if (!isOurs(name)) continue;
      yield {
        name,
        physicalId: `${name}|${id}|REGIONAL`,
        remove: [
          aws(
            ...['wafv2', 'delete-web-acl', '--name', name, '--scope', 'REGIONAL'],
            ...['--id', id, '--lock-token', lock],
          ),
        ],
      };
    }
    NextMarker = page.NextMarker;
  } while (NextMarker);
}
