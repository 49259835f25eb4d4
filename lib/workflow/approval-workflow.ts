import {
  type Chain,
  Choice,
  Condition,
  DefinitionBody,
  Errors,
  JsonPath,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { QuorumLost } from '../../domain/errors.ts';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { OwnLogGroup } from '../functions/own-log-group.ts';
import { stateMachineName } from './executions.ts';
import { passing, passingOrSilent, retryFor, retryWhilePaused } from './retries.ts';
import { WorkflowRole } from './workflow-role.ts';
import { attempt, execution, request, step, waitForDecision } from './workflow-state.ts';
import type { WorkflowSteps } from './workflow-steps.ts';

/** An outage of a service shorter than this is nobody's business; after it, the reconciler starts over. */
const outageSeconds = 180;

export interface ApprovalWorkflowProps {
  steps: WorkflowSteps;
  /** How long a creation looks for what it may have created, in seconds. */
  settleSeconds: number;
}

/**
 * One execution a request, `{ requestId, type }`:
 *
 * 1. Validate request: what only the account knows.
 * 2. Request approval: posts the card and waits until its task token is answered with the request's status. If
 *    nobody answers at all, Settle timeout answers with what the trail says.
 * 3. Approved? Then create what the request type says; still pending: back to 2; anything else: it is over.
 * 4. Create …: tried again while its outcome is unknown or an operator has paused creation. An approval no longer
 *    counts: back to 2, same card.
 * 5. Record outcome: settles card and work index. Should it fail, the reconciler does it.
 *
 * Step Functions controls the flow, functions decide by the trail. States are named like the handlers they invoke.
 */
export class ApprovalWorkflow extends Construct {
  constructor(scope: Construct, id: string, { steps, settleSeconds }: ApprovalWorkflowProps) {
    super(scope, id);
    const states = this.#states(steps);
    addRetries(states, settleSeconds);
    addCatches(states);
    new StateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      role: new WorkflowRole(this, 'Role', { functions: steps.all }).withoutPolicyUpdates(),
      definitionBody: DefinitionBody.fromChainable(this.#flow(states)),
      tracingEnabled: true,
      logs: {
        destination: new OwnLogGroup(this, 'Log', { prefix: '/aws/vendedlogs/states', name: 'requests' }),
        level: LogLevel.ALL,
        /** The data holds the task token, which answers for the approvers. */
        includeExecutionData: false,
      },
    });
  }

  #states(steps: WorkflowSteps) {
    return {
      validateRequest: step(this, 'Validate request', { handler: steps.validateRequest, payload: request }),
      requestApproval: waitForDecision(this, 'Request approval', steps.requestApproval),
      settleTimeout: step(this, 'Settle timeout', {
        handler: steps.settleTimeout,
        payload: { requestId: request.requestId },
        resultPath: '$.approval',
      }),
      creations: steps.creations.map(({ type, handler }) => ({
        type,
        create: step(this, `Create ${submissions[type].title}`, {
          handler,
          payload: { ...request, ...execution, ...attempt },
        }),
      })),
      recordOutcome: step(this, 'Record outcome', { handler: steps.recordOutcome }),
    };
  }

  #flow({ validateRequest, requestApproval, settleTimeout, creations, recordOutcome }: States): Chain {
    const approved = new Choice(this, 'Approved?');
    for (const { type, create } of creations) approved.when(isApproved(type), create.next(recordOutcome));
    approved.when(Condition.stringEquals('$.approval.status', 'pending'), requestApproval);
    approved.otherwise(recordOutcome);
    settleTimeout.next(approved);
    return validateRequest.next(requestApproval).next(approved);
  }
}

interface States {
  validateRequest: LambdaInvoke;
  requestApproval: LambdaInvoke;
  settleTimeout: LambdaInvoke;
  creations: { type: RequestTypeName; create: LambdaInvoke }[];
  recordOutcome: LambdaInvoke;
}

function isApproved(type: RequestTypeName): Condition {
  return Condition.and(
    Condition.stringEquals('$.approval.status', 'approved'),
    Condition.stringEquals('$.type', type),
  );
}

/** What may pass by itself. A creation is tried until it has looked for `settleSeconds`, and five minutes more. */
function addRetries(states: States, settleSeconds: number): void {
  states.validateRequest.addRetry(retryFor(outageSeconds, passingOrSilent));
  states.requestApproval.addRetry(retryFor(outageSeconds, passing));
  states.settleTimeout.addRetry(retryFor(outageSeconds, passingOrSilent));
  for (const { create } of states.creations) {
    create.addRetry(retryFor(settleSeconds + 300, passingOrSilent));
    create.addRetry(retryWhilePaused(settleSeconds));
  }
  states.recordOutcome.addRetry(retryFor(outageSeconds, passingOrSilent));
}

/** What does not: where the request goes then. Nothing follows Record outcome, so nothing catches what it throws. */
function addCatches({
  validateRequest,
  requestApproval,
  settleTimeout,
  creations,
  recordOutcome,
}: States): void {
  const unmentioned = { resultPath: JsonPath.DISCARD };
  requestApproval.addCatch(settleTimeout, { errors: [Errors.TIMEOUT], ...unmentioned });
  for (const { create } of creations) {
    create.addCatch(requestApproval, { errors: [QuorumLost.type], ...unmentioned });
  }
  for (const state of [
    validateRequest,
    requestApproval,
    settleTimeout,
    ...creations.map((each) => each.create),
  ]) {
    state.addCatch(recordOutcome, { errors: [Errors.ALL], resultPath: '$.failure' });
  }
}
