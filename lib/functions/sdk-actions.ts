/**
 * Actions that AWS's own clients know and the Service Authorization Reference does not yet (clients of 2026-11, data of
 * 2026-09). A test compares the clients with the data: each operation is an action, or listed here, or asks for the
 * permission of another name.
 */
export const sdkActions: Readonly<Record<string, string>> = {
  cloudformation: 'RemoveAlias SetAlias',
  dynamodb: 'CancelBulkOperation DescribeBulkOperation ListBulkOperations StartBulkPutItems',
  iam: 'AcquireRole UpdateDelegationRequest',
  kms: 'Decapsulate Encapsulate',
  ssm: 'DeregisterDefaultHostManagementConfiguration RegisterDefaultHostManagementConfiguration',
};
