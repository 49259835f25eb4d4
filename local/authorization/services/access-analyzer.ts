import { onAnything, restJsonDenial, type ServiceActions } from '../service-actions.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamaccessanalyzer.html */
export const accessAnalyzerActions: ServiceActions = {
  denial: restJsonDenial,
  operations: { ValidatePolicy: onAnything('access-analyzer:ValidatePolicy') },
};
