import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { S3Client } from '@aws-sdk/client-s3';
import { booleanSelector, loadConfig, SelectorType } from '@smithy/core/config';
import type { ClientOptions } from './deployment.ts';

/** A region of the environment may do. */
type Options = Partial<ClientOptions>;

/**
 * A client of Roles Anywhere that goes where every other client goes. This client (3.332, the newest) is too old to read
 * the endpoints of environment and profile by itself, and would ask AWS while all others ask an emulator.
 */
export async function rolesAnywhereClient(options: Options): Promise<RolesAnywhereClient> {
  const endpoint = await endpointOf('rolesanywhere', options);
  return new RolesAnywhereClient({ ...options, ...(endpoint !== undefined && { endpoint }) });
}

/** A client of S3. Where somebody else than AWS answers, a bucket is a path: the host has no names below its own. */
export async function s3Client(options: Options): Promise<S3Client> {
  return new S3Client({ ...options, forcePathStyle: (await endpointOf('s3', options)) !== undefined });
}

/**
 * Where options, environment or profile lead the clients of a service, as the SDK's newer clients find it by themselves;
 * undefined: to AWS. The service's own setting comes before the common one
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 */
async function endpointOf(service: string, { endpoint, profile }: Options): Promise<string | undefined> {
  if (endpoint !== undefined) return endpoint;
  const source = profile === undefined ? {} : { profile };
  if (await loadConfig(isIgnored, source)()) return undefined;
  return loadConfig<string | undefined>(
    {
      environmentVariableSelector: (environment) =>
        environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || environment.AWS_ENDPOINT_URL || undefined,
      configFileSelector: ({ services, endpoint_url }, file) =>
        file?.[`services.${services}`]?.[`${service}.endpoint_url`] || endpoint_url || undefined,
      default: undefined,
    },
    source,
  )();
}

const isIgnored: Parameters<typeof loadConfig<boolean | undefined>>[0] = {
  environmentVariableSelector: (environment) =>
    booleanSelector(environment, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', SelectorType.ENV),
  configFileSelector: (found) =>
    booleanSelector(found, 'ignore_configured_endpoint_urls', SelectorType.CONFIG),
  default: false,
};
