import * as z from 'zod';
import { type RequestTypeName, requestTypeNames } from '../domain/request-types/names.ts';

/** What Lambda itself puts into every environment, and the boundary that only the deployment knew, if it is one. */
const runtime = { AWS_REGION: z.string(), PERMISSIONS_BOUNDARY: z.string().optional() };
const account = { ACCOUNT_ID: z.string().regex(/^\d{12}$/) };
/** ARN patterns, parted by blanks, of what is Countersign's and bears no name of its own, and of what deploys it. */
const ownArns = { OWN_ARNS: z.string() };
const trail = { AUDIT_TRAIL_TABLE: z.string() };
const auditBucket = { AUDIT_BUCKET: z.string() };
const auditKey = { AUDIT_KEY_ARN: z.string() };
const workIndex = { REQUESTS_TABLE: z.string() };
const killSwitch = { KILL_SWITCH_PARAMETER: z.string() };
const eventBus = { EVENT_BUS: z.string() };
const workflow = { STATE_MACHINE_ARN: z.string() };
const removal = { REMOVAL_STATE_MACHINE_ARN: z.string() };
/** `SLACK_API_URL` and `AWS_ENDPOINT_URL_…` lead elsewhere than to Slack and AWS; nothing in the template sets them. */
const slack = { SLACK_SECRET_ARN: z.string(), SLACK_API_URL: z.url().optional() };
const rolesAnywhere = { AWS_ENDPOINT_URL_ROLESANYWHERE: z.url().optional() };

/** The creating and the removing function of each request type. */
export type CreatorName = `create-${RequestTypeName}`;
export type RemoverName = `remove-${RequestTypeName}`;
export const creatorNames: readonly CreatorName[] = requestTypeNames.map((type) => `create-${type}` as const);
export const removerNames: readonly RemoverName[] = requestTypeNames.map((type) => `remove-${type}` as const);

/** The same environment for every one of some functions. */
function forEachOf<Name extends string, Schema>(
  names: readonly Name[],
  environment: Schema,
): Record<Name, Schema> {
  const schemas = Object.fromEntries(names.map((name) => [name, environment]));
  if (!hasEach(names, schemas)) throw new Error('A function has no environment');
  return schemas;
}

function hasEach<Name extends string, Schema>(
  names: readonly Name[],
  schemas: Record<string, Schema>,
): schemas is Record<Name, Schema> {
  return names.every((name) => name in schemas);
}

/**
 * The environment contract, by function: the construct in `lib/` must provide exactly these variables and
 * `serve` parses them at the first invocation. A function's name is its file's name.
 */
export const environments = {
  'submit-request': z.object({ ...runtime, ...account, ...trail, ...workIndex, ...workflow }),
  'get-request': z.object({ ...runtime, ...trail }),
  'get-audit-trail': z.object({ ...runtime, ...trail }),
  'list-requests': z.object({ ...runtime, ...workIndex }),
  'get-caller': z.object({ ...runtime, ...slack }),
  'list-own-requests': z.object({ ...runtime, ...workIndex }),
  'preview-request': z.object({ ...runtime, ...account, ...ownArns, ...rolesAnywhere }),
  'cancel-request': z.object({ ...runtime, ...trail, ...workIndex }),
  'decide-request': z.object({ ...runtime, ...trail, ...workIndex, ...slack }),
  'retry-request': z.object({ ...runtime, ...trail, ...workIndex, ...workflow }),
  'list-request-types': z.object({ ...runtime }),
  'get-openapi': z.object({ ...runtime }),
  'slack-interaction': z.object({ ...runtime, ...trail, ...workIndex, ...slack }),
  'validate-request': z.object({
    ...runtime,
    ...account,
    ...ownArns,
    ...trail,
    ...workIndex,
    ...rolesAnywhere,
  }),
  'request-approval': z.object({ ...runtime, ...trail, ...workIndex, ...slack }),
  'settle-timeout': z.object({ ...runtime, ...trail }),
  ...forEachOf(creatorNames, z.object({ ...runtime, ...trail, ...slack, ...killSwitch, ...rolesAnywhere })),
  ...forEachOf(removerNames, z.object({ ...runtime, ...trail, ...rolesAnywhere })),
  'record-outcome': z.object({ ...runtime, ...trail, ...workIndex, ...slack }),
  reconcile: z.object({ ...runtime, ...trail, ...workIndex, ...workflow, ...removal, ...slack }),
  'archive-events': z.object({ ...runtime, ...auditBucket }),
  'publish-events': z.object({ ...runtime, ...trail, ...eventBus }),
  'detect-drift': z.object({
    ...runtime,
    ...account,
    ...trail,
    ...workIndex,
    ...auditBucket,
    ...eventBus,
    ...rolesAnywhere,
  }),
  'close-digest': z.object({ ...runtime, ...account, ...trail, ...auditBucket, ...auditKey }),
} as const;

export type FunctionName = keyof typeof environments;
export type Environment<N extends FunctionName> = z.infer<(typeof environments)[N]>;

/** What the construct provides for each function by itself. */
export type ProvidedEnvironment<N extends FunctionName> = Omit<
  Environment<N>,
  keyof typeof runtime | 'SLACK_API_URL' | 'AWS_ENDPOINT_URL_ROLESANYWHERE'
>;

type Schemas = { [N in FunctionName]: z.ZodType<Environment<N>> };

/** Reads a function's environment. Throws a ZodError that names what is missing. */
export function parseEnvironment<N extends FunctionName>(name: N): Environment<N> {
  const schemas: Schemas = environments;
  return schemas[name].parse(process.env);
}
