import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ownPath } from '../../domain/aws/own-resources.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';
import { acknowledgeWildcards } from '../shared/acknowledge.ts';
import { ownName } from '../shared/own-name.ts';

/**
 * What Step Functions needs to deliver a state machine's log and traces; none of it knows a resource level
 * (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html and concepts-xray-tracing.html).
 */
const delivery = [
  ...['CreateLogDelivery', 'DeleteLogDelivery', 'GetLogDelivery', 'ListLogDeliveries', 'UpdateLogDelivery'],
  ...['DescribeLogGroups', 'DescribeResourcePolicies', 'PutResourcePolicy'],
].map((action) => `logs:${action}`);
const traces = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map(
  (action) => `xray:${action}`,
);

/**
 * What a state machine may do: invoke its own steps. Written out, since what CDK would add reaches every version
 * of each function, and there are none. It names the functions instead of referring to them, so that the role is among
 * the first of the stack's resources: it has to be known everywhere before the state machine, one of the last, is
 * created, or Step Functions answers that it "is not authorized to access the Log Destination".
 */
export class WorkflowRole extends Role {
  constructor(
    scope: Construct,
    id: string,
    { functions, name = 'workflow' }: { functions: HandlerFunction[]; name?: string },
  ) {
    const invoke = new PolicyStatement({
      sid: 'InvokeSteps',
      actions: ['lambda:InvokeFunction'],
      resources: functions.map(({ arnByName }) => arnByName),
    });
    const observe = new PolicyStatement({
      sid: 'DeliverLogAndTraces',
      actions: [...delivery, ...traces],
      resources: ['*'],
    });
    super(scope, id, {
      roleName: ownName(name),
      path: ownPath,
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `What the ${name} may do, and nothing else`,
      inlinePolicies: { Workflow: new PolicyDocument({ statements: [invoke, observe] }) },
    });
    acknowledgeWildcards(this, observe.resources, 'Delivery of logs and traces knows no resource to name.');
  }
}
