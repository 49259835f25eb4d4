import { account, region } from '../../doubles/double.ts';
import { jsonDenial, list, optional, type ServiceActions, text } from '../service-actions.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export const eventBridgeActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    PutEvents: (input) =>
      list(input, 'Entries').map((given) => {
        const entry = typeof given === 'object' && given !== null ? given : {};
        const keys = {
          'events:source': optional(entry, 'Source'),
          'events:detail-type': optional(entry, 'DetailType'),
        };
        return { action: 'events:PutEvents', resource: busArn(entry), keys };
      }),
  },
};

/** A bus may be named by ARN as well; an entry that names none goes to the default bus. */
function busArn(entry: object): string {
  const name = text(entry, 'EventBusName');
  return name.startsWith('arn:')
    ? name
    : `arn:aws:events:${region}:${account}:event-bus/${name || 'default'}`;
}
