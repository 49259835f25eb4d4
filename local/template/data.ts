import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { nameOf, physicalId } from './identifiers.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const tableProperties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.string(),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
});

/** What CreateTable takes. */
export type TableDefinition = z.output<typeof tableProperties> & {
  TableName: string;
  BillingMode: 'PAY_PER_REQUEST';
};

export function readTables(assembly: Assembly): TableDefinition[] {
  return assembly.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => ({
    ...assembly.read(tableProperties, resource),
    TableName: assembly.resolve(z.string(), nameOf(resource), resource.logicalId),
    BillingMode: 'PAY_PER_REQUEST',
  }));
}

/** A secret by the ARN that functions are given. */
export interface Secret {
  arn: string;
  name: string;
}

export function readSecrets(assembly: Assembly): Secret[] {
  return assembly.ofType('AWS::SecretsManager::Secret').map((resource) => ({
    arn: assembly.resolve(z.string(), physicalId(resource), resource.logicalId),
    name: assembly.resolve(z.string(), nameOf(resource), resource.logicalId),
  }));
}

const parameterProperties = z.object({ Value: z.string(), AllowedPattern: z.string().optional() });

/** A text parameter of Systems Manager. */
export interface SsmParameter {
  name: string;
  value: string;
  pattern: string | undefined;
}

export function readParameters(assembly: Assembly): SsmParameter[] {
  return assembly.ofType('AWS::SSM::Parameter').map((resource) => {
    const { Value, AllowedPattern } = assembly.read(parameterProperties, resource);
    const name = assembly.resolve(z.string(), nameOf(resource), resource.logicalId);
    return { name, value: Value, pattern: AllowedPattern };
  });
}

/** A managed policy that the stack itself creates: the default permissions boundary. */
export interface ManagedPolicy {
  arn: string;
  document: object;
}

const policyProperties = z.object({ PolicyDocument: z.looseObject({}) });

export function readManagedPolicies(assembly: Assembly): ManagedPolicy[] {
  return assembly.ofType('AWS::IAM::ManagedPolicy').map((resource) => ({
    arn: assembly.resolve(z.string(), physicalId(resource), resource.logicalId),
    document: assembly.read(policyProperties, resource).PolicyDocument,
  }));
}
