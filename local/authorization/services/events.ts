import { account, region } from '../../doubles/double.ts';
import { jsonDenial, list, type ServiceActions, text } from '../service-actions.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export const eventBridgeActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    PutEvents: (input) =>
      list(input, 'Entries').map((entry) => ({ action: 'events:PutEvents', resource: busArn(entry) })),
  },
};

/** A bus may be named by ARN as well; an entry that names none goes to the default bus. */
function busArn(entry: unknown): string {
  const name = typeof entry === 'object' && entry !== null ? text(entry, 'EventBusName') : '';
  return name.startsWith('arn:')
    ? name
    : `arn:aws:events:${region}:${account}:event-bus/${name || 'default'}`;
}
