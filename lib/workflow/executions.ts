import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../shared/acknowledge.ts';
import { ownName } from '../shared/own-name.ts';

/** The state machine that drives requests, one execution each. */
export const stateMachineName = ownName('requests');
/** The one that removes what requests made. */
export const removalStateMachineName = ownName('removal');

/** Why what is allowed on executions is allowed on all of them. */
const oneARequest = 'Each request has executions of its own, named after it.';

/**
 * Who may start, resume and supervise executions. The state machine is named, not referred to: it invokes functions
 * that resume it, which would make a circle.
 */
export class Executions {
  readonly environment: { STATE_MACHINE_ARN: string };
  readonly #stateMachineArn: string;
  readonly #executionArns: string;
  /** What reaches the state machine that removes. */
  readonly removalEnvironment: { REMOVAL_STATE_MACHINE_ARN: string };
  readonly #removalExecutionArns: string;

  constructor(scope: Construct) {
    const { stateMachine, executions } = arnsOf(stateMachineName, Stack.of(scope));
    this.#stateMachineArn = stateMachine;
    this.#executionArns = executions;
    this.environment = { STATE_MACHINE_ARN: stateMachine };
    const removal = arnsOf(removalStateMachineName, Stack.of(scope));
    this.removalEnvironment = { REMOVAL_STATE_MACHINE_ARN: removal.stateMachine };
    this.#removalExecutionArns = removal.executions;
  }

  /** Lets a function start removals, and see how they stand. */
  grantRemove(grantee: IGrantable): void {
    const { REMOVAL_STATE_MACHINE_ARN } = this.removalEnvironment;
    grant(grantee, 'StartRemovals', ['StartExecution'], REMOVAL_STATE_MACHINE_ARN);
    grant(grantee, 'DescribeRemovals', ['DescribeExecution'], this.#removalExecutionArns);
  }

  /** Lets a function start the execution of a request. */
  grantStart(grantee: IGrantable): void {
    grant(grantee, 'StartExecution', ['StartExecution'], this.#stateMachineArn);
  }

  /** Lets a function answer the task token that an execution waits for. */
  grantResume(grantee: IGrantable): void {
    grant(grantee, 'ResumeExecution', ['SendTaskSuccess'], this.#stateMachineArn);
  }

  /** Lets a function see whether an execution is running. */
  grantDescribe(grantee: IGrantable): void {
    grant(grantee, 'DescribeExecutions', ['DescribeExecution'], this.#executionArns);
  }

  /** Lets a function see where executions are, and stop one whose task token is dead. */
  grantSupervise(grantee: IGrantable): void {
    const actions = ['DescribeExecution', 'GetExecutionHistory', 'StopExecution'];
    grant(grantee, 'SuperviseExecutions', actions, this.#executionArns);
  }

  /** What an operator does with executions: finds, reads, stops them, and starts the next one of a request. */
  operate(): PolicyStatement {
    const operations = [
      'DescribeExecution',
      'GetExecutionHistory',
      'ListExecutions',
      'StartExecution',
      'StopExecution',
    ];
    return statement('OperateExecutions', operations, [
      ...[this.#stateMachineArn, this.#executionArns],
      ...[this.removalEnvironment.REMOVAL_STATE_MACHINE_ARN, this.#removalExecutionArns],
    ]);
  }
}

function arnsOf(resourceName: string, stack: Stack): { stateMachine: string; executions: string } {
  const name = { service: 'states', arnFormat: ArnFormat.COLON_RESOURCE_NAME };
  return {
    stateMachine: stack.formatArn({ ...name, resource: 'stateMachine', resourceName }),
    executions: stack.formatArn({ ...name, resource: 'execution', resourceName: `${resourceName}:*` }),
  };
}

function grant(grantee: IGrantable, sid: string, operations: string[], resource: string): void {
  acknowledgeWildcards(grantee, [resource], oneARequest);
  grantee.grantPrincipal.addToPrincipalPolicy(statement(sid, operations, [resource]));
}

function statement(sid: string, operations: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: operations.map((operation) => `states:${operation}`),
    resources,
  });
}
