import { Duration } from 'aws-cdk-lib';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AbsenceUnproven } from '../../domain/errors.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { maxRemovalRetries } from '../../domain/request-types/removal.ts';
import { OwnLogGroup } from '../functions/own-log-group.ts';
import { removalStateMachineName } from './executions.ts';
import type { Removers } from './removers.ts';
import { passingOrSilent } from './retries.ts';
import { WorkflowRole } from './workflow-role.ts';
import { attempt, request, step } from './workflow-state.ts';

export interface RemovalWorkflowProps {
  removers: Removers;
  /** After how long a resource that is not seen is gone, in seconds. */
  settleSeconds: number;
}

/**
 * One execution an attempt to remove what a request made, `{ requestId, type }`: by type, the state of the type's remover. It
 * is tried again once nothing can be seen any more of what it did, twice at most: four transitions. What fails then ends the
 * execution, and the reconciler starts another.
 */
export class RemovalWorkflow extends Construct {
  constructor(scope: Construct, id: string, { removers, settleSeconds }: RemovalWorkflowProps) {
    super(scope, id);
    const byType = new Choice(this, 'Which type?');
    for (const { type, handler } of removers.all) {
      const remove = step(this, `Remove ${submissions[type].title}`, {
        handler,
        payload: { ...request, ...attempt },
      });
      remove.addRetry({
        errors: [AbsenceUnproven.type, ...passingOrSilent],
        interval: Duration.seconds(settleSeconds),
        backoffRate: 1,
        maxAttempts: maxRemovalRetries,
      });
      byType.when(Condition.stringEquals('$.type', type), remove);
    }
    byType.otherwise(new Fail(this, 'Unknown type', { error: 'UnknownType' }));
    const functions = removers.all.map(({ handler }) => handler);
    new StateMachine(this, 'StateMachine', {
      stateMachineName: removalStateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      role: new WorkflowRole(this, 'Role', { functions, name: 'removal' }).withoutPolicyUpdates(),
      definitionBody: DefinitionBody.fromChainable(byType),
      tracingEnabled: true,
      logs: {
        destination: new OwnLogGroup(this, 'Log', { prefix: '/aws/vendedlogs/states', name: 'removal' }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
  }
}
