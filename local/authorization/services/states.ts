import { jsonDenial, type Needs, onNamed, type ServiceActions } from '../service-actions.ts';

/**
 * The reference lists no resource for the answer to a task token, but what AWS refuses, it refuses "on resource" the
 * state machine that gave the token out, and CDK's grantTaskResponse names that machine too.
 */
const answeringTask =
  (action: string): Needs =>
  (_input, { stateMachineArn }) => [{ action, resource: stateMachineArn }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
export const statesActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    StartExecution: onNamed('states:StartExecution', 'stateMachineArn'),
    DescribeExecution: onNamed('states:DescribeExecution', 'executionArn'),
    GetExecutionHistory: onNamed('states:GetExecutionHistory', 'executionArn'),
    StopExecution: onNamed('states:StopExecution', 'executionArn'),
    SendTaskSuccess: answeringTask('states:SendTaskSuccess'),
    SendTaskFailure: answeringTask('states:SendTaskFailure'),
  },
};
