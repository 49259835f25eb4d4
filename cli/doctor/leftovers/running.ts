import {
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateListStateMachines, type SFNClient } from '@aws-sdk/client-sfn';
import { paginateListTopics, type SNSClient } from '@aws-sdk/client-sns';
import { paginateListQueues, type SQSClient } from '@aws-sdk/client-sqs';
import { ownNamePrefix } from '../../../domain/aws/own-resources.ts';
import { aws, isOurs, type Kind } from './leftover.ts';

export interface RunningClients {
  lambda: LambdaClient;
  states: SFNClient;
  events: EventBridgeClient;
  sqs: SQSClient;
  sns: SNSClient;
}

/** What runs, and what it sends to. */
export function runningKinds({ lambda, states, events, sqs, sns }: RunningClients): Kind[] {
  return [
    { kind: 'function', types: ['AWS::Lambda::Function'], list: () => functions(lambda) },
    { kind: 'state machine', types: ['AWS::StepFunctions::StateMachine'], list: () => stateMachines(states) },
    { kind: 'EventBridge rule', types: ['AWS::Events::Rule'], list: () => rules(events) },
    { kind: 'queue', types: ['AWS::SQS::Queue'], list: () => queues(sqs) },
    { kind: 'topic', types: ['AWS::SNS::Topic'], list: () => topics(sns) },
  ];
}

async function* functions(client: LambdaClient) {
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const name of Functions.map(({ FunctionName }) => FunctionName).filter(isOurs)) {
      yield { name, physicalId: name, remove: [aws('lambda', 'delete-function', '--function-name', name)] };
    }
  }
}

async function* stateMachines(client: SFNClient) {
  for await (const { stateMachines: all = [] } of paginateListStateMachines({ client }, {})) {
    for (const { name, stateMachineArn: arn = '' } of all) {
      if (!isOurs(name)) continue;
      yield {
        name,
        physicalId: arn,
        note: 'it goes when its executions are over: stop them first',
        remove: [aws('stepfunctions', 'delete-state-machine', '--state-machine-arn', arn)],
      };
    }
  }
}

async function* rules(client: EventBridgeClient) {
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ NamePrefix: ownNamePrefix, NextToken }));
    for (const { Name: name = '' } of page.Rules ?? []) {
      const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: name }));
      const ids = Targets.map(({ Id = '' }) => Id);
      yield {
        name,
        physicalId: name,
        remove: [
          ...(ids.length > 0 ? [aws('events', 'remove-targets', '--rule', name, '--ids', ...ids)] : []),
          aws('events', 'delete-rule', '--name', name),
        ],
      };
    }
    NextToken = page.NextToken;
  } while (NextToken);
}

async function* queues(client: SQSClient) {
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: ownNamePrefix })) {
    for (const url of QueueUrls) {
      const name = url.split('/').at(-1) ?? url;
      yield { name, physicalId: url, remove: [aws('sqs', 'delete-queue', '--queue-url', url)] };
    }
  }
}

async function* topics(client: SNSClient) {
  for await (const { Topics = [] } of paginateListTopics({ client }, {})) {
    for (const { TopicArn: arn = '' } of Topics) {
      const name = arn.split(':').at(-1);
      if (!isOurs(name)) continue;
      yield { name, physicalId: arn, remove: [aws('sns', 'delete-topic', '--topic-arn', arn)] };
    }
  }
}
