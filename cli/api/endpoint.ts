import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { deployment, NoDeployment } from '../deployment/deployment.ts';
import { localAddress, type TargetOptions, targetOf } from '../deployment/target-options.ts';
import { Failure } from '../failure.ts';
import { placeOf } from './configuration-file.ts';

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Where the API is, and what its requests are signed with. */
export interface Endpoint {
  url: URL;
  region: string;
  credentials: () => Promise<Credentials>;
  /** The local stack takes anybody's word for who calls. */
  localCaller?: string;
}

/** What says which API is meant. */
export interface EndpointOptions extends Partial<TargetOptions> {
  as?: string;
}

/**
 * Finds the API: of the local stack, at the address in `COUNTERSIGN_URL`, where the configuration file says, or at the
 * one that the stack's outputs name. A stack that the options name comes before address and file. Throws Failure,
 * NoDeployment.
 */
export async function endpointOf({ as, ...options }: EndpointOptions): Promise<Endpoint> {
  if (options.local !== undefined) return local(options.local === true ? localAddress : options.local, as);
  const { COUNTERSIGN_URL } = process.env;
  const { AWS_PROFILE = 'default' } = process.env;
  const profile = options.profile ?? AWS_PROFILE;
  const named = options.stack === undefined;
  const place = named && !COUNTERSIGN_URL ? await placeOf(profile) : undefined;
  const text = named ? COUNTERSIGN_URL || place?.url : undefined;
  const region = options.region ?? place?.region;
  const found = { ...options, ...(region !== undefined && { region }) };
  if (text === undefined) {
    return ofStack({ ...found, ...(place?.stack !== undefined && { stack: place.stack }) }, as);
  }
  const url = addressOf(text);
  if (isOwnMachine(url)) return local(url, as);
  refuseCaller(as);
  if (url.protocol !== 'https:')
    throw new Failure('not-https', `${url} is no https address.`, 'Requests carry credentials: use https.');
  return { url, region: await regionOf(url, found), credentials: credentialsOf(options) };
}

function addressOf(text: string): URL {
  if (URL.canParse(text)) return new URL(text.endsWith('/') ? text : `${text}/`);
  const what = 'Write the whole address, such as https://access.example.com.';
  throw new Failure('bad-address', `${text} is no address.`, `${what} See COUNTERSIGN_URL.`);
}

function isOwnMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

async function local(address: URL, as: string | undefined): Promise<Endpoint> {
  const { outputs, clientOptions } = await deployment({ stack: '', local: address });
  const { region, credentials } = clientOptions;
  if (!credentials) throw new NoDeployment(`What answers at ${address.origin} is no local stack.`);
  const localCaller = as === undefined ? {} : { localCaller: as };
  return {
    url: new URL(outputs.ApiUrl ?? '/', address),
    region,
    credentials: async () => credentials,
    ...localCaller,
  };
}

async function ofStack(options: Partial<TargetOptions>, as: string | undefined): Promise<Endpoint> {
  refuseCaller(as);
  const { stack = 'Countersign' } = options;
  const { outputs, region } = await deployment(targetOf({ ...options, stack }));
  if (outputs.ApiUrl === undefined) throw new NoDeployment(`The stack ${stack} has no output ApiUrl.`);
  return { url: addressOf(outputs.ApiUrl), region, credentials: credentialsOf(options) };
}

function refuseCaller(as: string | undefined): void {
  if (as === undefined) return;
  const todo = 'In AWS you are whoever your credentials say. Leave --as out, or add --local.';
  throw new Failure('as-elsewhere', 'Only the local stack takes --as.', todo);
}

function credentialsOf({ profile }: Partial<TargetOptions>) {
  return defaultProvider(profile === undefined ? {} : { profile });
}

/** The region that signatures are for: said, or part of API Gateway's own host name, or that of the AWS configuration. */
async function regionOf({ hostname }: URL, { region, profile }: Partial<TargetOptions>): Promise<string> {
  const [, ofHost] = /\.execute-api\.([a-z0-9-]+)\./.exec(hostname) ?? [];
  const known = region ?? ofHost;
  if (known !== undefined) return known;
  const source = profile === undefined ? {} : { profile };
  return loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...source })();
}
