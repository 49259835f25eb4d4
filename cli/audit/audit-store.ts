import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { s3Client } from '../deployment/clients.ts';
import { deployment, NoDeployment, type Target } from '../deployment/deployment.ts';
import { keyFromDer, type TrustedKey } from './verify/trusted-keys.ts';

const outputsSchema = z.object({
  AuditTrailTable: z.string(),
  AuditBucket: z.string(),
  AuditKeyArn: z.string(),
});

/** Where the audit trail of a deployment is, and clients to read it. */
export interface AuditStore extends z.infer<typeof outputsSchema> {
  /** When the stack began to be there, ISO 8601; undefined if nobody says so. */
  createdAt: string | undefined;
  s3: Pick<S3Client, 'send'>;
  dynamodb: Pick<DynamoDBClient, 'send'>;
  kms: Pick<KMSClient, 'send'>;
}

/** Finds the audit trail of a deployment. Throws NoDeployment. */
export async function auditStore(target: Target): Promise<AuditStore> {
  const { createdAt, outputs, clientOptions } = await deployment(target);
  const { data } = outputsSchema.safeParse(outputs);
  if (!data)
    throw new NoDeployment(`The outputs of ${target.stack} name no table, bucket or key of an audit.`);
  return {
    ...data,
    createdAt,
    s3: await s3Client(clientOptions),
    dynamodb: new DynamoDBClient(clientOptions),
    kms: new KMSClient(clientOptions),
  };
}

/** The public half of the key that digests are signed with, as KMS names it. */
export async function publicKeyOf({
  kms,
  AuditKeyArn,
}: Pick<AuditStore, 'kms' | 'AuditKeyArn'>): Promise<TrustedKey> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: AuditKeyArn }));
  return keyFromDer(PublicKey ?? new Uint8Array());
}
