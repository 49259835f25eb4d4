import { TableEncryption, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { Deployment } from '../deployment.ts';

/** How a table is encrypted: as DynamoDB does by itself, or with the deployment's key. */
export function tableEncryption(scope: Construct): Pick<TableProps, 'encryption' | 'encryptionKey'> {
  const { encryptionKey } = Deployment.of(scope);
  return encryptionKey ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey } : {};
}
