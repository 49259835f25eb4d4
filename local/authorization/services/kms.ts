import { account, region } from '../../doubles/double.ts';
import { jsonDenial, type Needs, optional, type ServiceActions, text } from '../service-actions.ts';

/** Keys are asked for by ARN or by id; an alias would have to be looked up, and no function uses one. */
const onKey =
  (action: string): Needs =>
  (input) => {
    const id = text(input, 'KeyId');
    const resource = id.startsWith('arn:') ? id : `arn:aws:kms:${region}:${account}:key/${id}`;
    const keys = {
      'kms:SigningAlgorithm': optional(input, 'SigningAlgorithm'),
      'kms:MessageType': optional(input, 'MessageType'),
    };
    return [{ action, resource, keys }];
  };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export const kmsActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    Sign: onKey('kms:Sign'),
    Verify: onKey('kms:Verify'),
    GetPublicKey: onKey('kms:GetPublicKey'),
    DescribeKey: onKey('kms:DescribeKey'),
  },
};
