import * as z from 'zod';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })),
});
type Resource = z.infer<typeof resource>;

const pseudoParameters: Record<string, string> = {
  'AWS::AccountId': '111122223333',
  'AWS::Region': 'us-east-1',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};
const isJoin = (value: unknown) => typeof value === 'object' && value !== null && 'Fn::Join' in value;
const join = z.tuple([z.string(), z.array(z.unknown())]);
const nameKeys = [
  'BucketName',
  'QueueName',
  'TableName',
  'FunctionName',
  'RoleName',
  'LogGroupName',
  'StateMachineName',
  'Name',
];

/** A template to be asked: references read as names, `Fn::Join` as text. */
export function parseTemplate(text: string) {
  const { Resources, Outputs } = templateSchema.parse(JSON.parse(text));

  function nameOf(logicalId: string): string {
    const properties = Resources[logicalId]?.Properties ?? {};
    const name = nameKeys
      .map((key) => properties[key])
      .map((value) => (isJoin(value) ? resolve(value) : value))
      .find((value) => typeof value === 'string');
    return pseudoParameters[logicalId] ?? `<${name ?? logicalId}>`;
  }

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    if ('Ref' in value) return nameOf(String(value.Ref));
    if ('Fn::GetAtt' in value) return nameOf(z.tuple([z.string(), z.string()]).parse(value['Fn::GetAtt'])[0]);
    if ('Fn::Join' in value) {
      const [separator, parts] = join.parse(value['Fn::Join']);
      return parts.map(resolve).join(separator);
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  }

  /** All resources of a type by their logical ids, resolved. */
  function byLogicalId(type: string): Record<string, Resource> {
    const found = Object.entries(Resources).filter(([, each]) => each.Type === type);
    return Object.fromEntries(found.map(([id, each]) => [id, resource.parse(resolve(each))]));
  }

  /** All resources of a type, resolved. */
  const all = (type: string): Resource[] => Object.values(byLogicalId(type));

  /** The type of every resource, sorted. */
  const types = (): string[] =>
    Object.values(Resources)
      .map(({ Type }) => Type)
      .sort();

  /** The one resource of a type that has these properties. */
  function one(type: string, properties: Record<string, unknown> = {}): Resource {
    const found = all(type).filter(({ Properties }) =>
      Object.entries(properties).every(([key, value]) => Properties[key] === value),
    );
    const [only] = found;
    if (!only || found.length > 1) throw new Error(`${found.length} resources of type ${type}`);
    return only;
  }

  return { all, byLogicalId, one, types, outputs: () => Outputs };
}

const strings = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  Action: strings.default([]),
  NotAction: strings.optional(),
  Resource: strings,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type Statement = z.infer<typeof statement>;

/** The statements of a policy document, each with lists. */
export function statementsOf(document: unknown): Statement[] {
  return z.object({ Statement: z.array(statement) }).parse(document).Statement;
}
