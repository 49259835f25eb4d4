import { DescribeTableCommand, type DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { type KMSClient, paginateListAliases } from '@aws-sdk/client-kms';
import { paginateListBuckets, type S3Client } from '@aws-sdk/client-s3';
import {
  paginateListSecrets,
  type SecretListEntry,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { paginateDescribeParameters, type SSMClient } from '@aws-sdk/client-ssm';
import { ownNamePrefix, ownPath } from '../../../domain/aws/own-resources.ts';
import { aws, isOurs, type Kind, quoted } from './leftover.ts';

export interface DataClients {
  dynamodb: DynamoDBClient;
  s3: S3Client;
  kms: KMSClient;
  secrets: SecretsManagerClient;
  ssm: SSMClient;
}

/** What holds data. */
export function dataKinds({ dynamodb, s3, kms, secrets, ssm }: DataClients): Kind[] {
  return [
    { kind: 'DynamoDB table', types: ['AWS::DynamoDB::Table'], list: () => tables(dynamodb) },
    { kind: 'S3 bucket', types: ['AWS::S3::Bucket'], list: () => buckets(s3) },
    { kind: 'KMS alias', types: ['AWS::KMS::Alias'], list: () => aliases(kms) },
    { kind: 'secret', types: ['AWS::SecretsManager::Secret'], list: () => storedSecrets(secrets) },
    { kind: 'SSM parameter', types: ['AWS::SSM::Parameter'], list: () => parameters(ssm) },
  ];
}

async function* tables(client: DynamoDBClient) {
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const name of TableNames.filter(isOurs)) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
      const unprotect = aws(
        'dynamodb',
        'update-table',
        '--table-name',
        name,
        '--no-deletion-protection-enabled',
      );
      yield {
        name,
        physicalId: name,
        note: 'what it holds is gone with it',
        remove: [
          ...(Table?.DeletionProtectionEnabled ? [unprotect] : []),
          aws('dynamodb', 'delete-table', '--table-name', name),
        ],
      };
    }
  }
}

async function* buckets(client: S3Client) {
  for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix: ownNamePrefix })) {
    for (const name of Buckets.map(({ Name }) => Name).filter(isOurs)) {
      yield {
        name,
        physicalId: name,
        note: 'its policy lets nobody delete; what Object Lock holds in compliance mode cannot be deleted before its time',
        remove: [
          aws('s3api', 'delete-bucket-policy', '--bucket', name),
          emptying(name),
          aws('s3api', 'delete-bucket', '--bucket', name),
        ],
      };
    }
  }
}

/** Every version of every object, one call each. */
function emptying(bucket: string): string {
  const versions = aws(
    ...['s3api', 'list-object-versions', '--bucket', bucket],
    ...['--query', '[Versions,DeleteMarkers][][].[Key,VersionId]', '--output', 'text'],
  );
  const remove = `aws s3api delete-object --bucket ${quoted(bucket)} --key "$key" --version-id "$version" --bypass-governance-retention`;
  return `${versions} | while read -r key version; do ${remove}; done`;
}

async function* aliases(client: KMSClient) {
  for await (const { Aliases = [] } of paginateListAliases({ client }, {})) {
    for (const { AliasName: name, TargetKeyId: key } of Aliases) {
      if (!name || !isOurs(name.replace(/^alias\//, ''))) continue;
      yield {
        name,
        physicalId: name,
        note: 'without its key no digest can be checked any more: first export the public half',
        remove: [
          aws('kms', 'delete-alias', '--alias-name', name),
          ...(key
            ? [aws('kms', 'schedule-key-deletion', '--key-id', key, '--pending-window-in-days', '30')]
            : []),
        ],
      };
    }
  }
}

/** A secret that is deleted keeps its name until its recovery window is over, and is left out of plain lists. */
async function* storedSecrets(client: SecretsManagerClient) {
  const filter = { Key: 'name', Values: [ownPath.slice(1), ownNamePrefix] } as const;
  const all = { IncludePlannedDeletion: true, Filters: [{ ...filter, Values: [...filter.Values] }] };
  for await (const { SecretList = [] } of paginateListSecrets({ client }, all)) {
    for (const secret of SecretList) {
      const { Name: name = '', ARN: physicalId = '' } = secret;
      yield {
        name,
        physicalId,
        note: noteOn(secret),
        remove: [
          aws(
            'secretsmanager',
            'delete-secret',
            '--secret-id',
            physicalId,
            '--force-delete-without-recovery',
          ),
        ],
      };
    }
  }
}

function noteOn({ DeletedDate }: SecretListEntry): string {
  if (!DeletedDate) return 'token and signing secret are gone with it';
  const day = DeletedDate.toISOString().slice(0, 10);
  return `deleted on ${day}, and keeps its name for the 7 to 30 days in which it can be restored`;
}

async function* parameters(client: SSMClient) {
  const ParameterFilters = [{ Key: 'Name', Option: 'BeginsWith', Values: [ownPath] }];
  for await (const { Parameters = [] } of paginateDescribeParameters({ client }, { ParameterFilters })) {
    for (const { Name: name = '' } of Parameters) {
      yield { name, physicalId: name, remove: [aws('ssm', 'delete-parameter', '--name', name)] };
    }
  }
}
