import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateSummaryCommand,
} from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { Failure } from '../failure.ts';

/** There is no such deployment. */
export class NoDeployment extends Failure {
  constructor(what: string, whatToDo = elsewhere) {
    super('no-deployment', what, whatToDo);
  }
}

const elsewhere =
  'Name it with --stack and --region, give the address in COUNTERSIGN_URL, or use --local for one on this computer.';

/** Which deployment is meant: a stack in AWS, or a local stack by its address. */
export interface Target {
  stack: string;
  /** Region and profile of the AWS configuration, if not those of the environment. */
  region?: string;
  profile?: string;
  local?: URL;
}

/** What every SDK client of a deployment's services is made with. */
export interface ClientOptions {
  region: string;
  profile?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** A deployment, as its stack tells it. */
export interface Deployment {
  region: string;
  account: string;
  /** When the stack began to be there, ISO 8601; undefined if nobody says so. */
  createdAt: string | undefined;
  /** Outputs of the stack, by name. */
  outputs: Readonly<Record<string, string>>;
  clientOptions: ClientOptions;
  /** Address of the local stack, if it is one. */
  local: URL | undefined;
  /** The Slack that the functions talk to, if it is not Slack itself. */
  slackApiUrl?: string | undefined;
  /** The configuration that the stack was made with, which the template's metadata hold by this name; undefined: they do not. */
  deployedConfiguration(metadataName: string): Promise<unknown>;
}

const localSchema = z.object({
  region: z.string(),
  account: z.string(),
  startedAt: z.iso.datetime().optional(),
  endpoint: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  outputs: z.record(z.string(), z.string()),
  slackApiUrl: z.string().optional(),
  configuration: z.unknown(),
});

/** Finds a deployment. Throws NoDeployment if it is not there; what AWS refuses is thrown as it is. */
export async function deployment({ local, ...target }: Target): Promise<Deployment> {
  return local ? onLaptop(local) : inAws(target);
}

const stackArn = /^arn:[^:]+:cloudformation:(?<region>[^:]+):(?<account>\d{12}):/;

async function inAws({ stack, ...options }: Omit<Target, 'local'>): Promise<Deployment> {
  const cloudformation = new CloudFormationClient(options);
  const described = await cloudformation
    .send(new DescribeStacksCommand({ StackName: stack }))
    .catch(orNoStack(stack));
  const [found] = described.Stacks ?? [];
  const { region, account } = stackArn.exec(found?.StackId ?? '')?.groups ?? {};
  if (!found || !region || !account) throw new NoDeployment(`There is no stack ${stack}.`);
  const named = (found.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  const clientOptions = { ...options, region };
  const outputs = Object.fromEntries(named);
  const createdAt = found.CreationTime?.toISOString();
  return {
    ...{ region, account, createdAt, outputs, clientOptions, local: undefined, slackApiUrl: otherSlack() },
    deployedConfiguration: (name) => inMetadata(cloudformation, stack, name),
  };
}

async function inMetadata(
  cloudformation: Pick<CloudFormationClient, 'send'>,
  stack: string,
  name: string,
): Promise<unknown> {
  const { Metadata = '{}' } = await cloudformation.send(new GetTemplateSummaryCommand({ StackName: stack }));
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Metadata))[name];
}

/** Where `SLACK_API_URL` leads, as it leads the functions: beside an emulator of AWS there is one of Slack. */
function otherSlack(): string | undefined {
  const { SLACK_API_URL: url } = process.env;
  if (!url) return undefined;
  if (!URL.canParse(url)) throw new NoDeployment(`SLACK_API_URL is ${url}, which is no address.`);
  return url;
}

function orNoStack(stack: string): (error: unknown) => never {
  return (error) => {
    const isUnknown = error instanceof Error && error.message.includes('does not exist');
    throw isUnknown ? new NoDeployment(`There is no stack ${stack}.`) : error;
  };
}

const noLocal = 'npm start runs one; --local takes its address.';

async function onLaptop(local: URL): Promise<Deployment> {
  const answer = await fetch(new URL('/_local/deployment', local)).catch(() => {
    throw new NoDeployment(`No local stack answers at ${local.origin}.`, noLocal);
  });
  const told = localSchema.safeParse(await answer.json().catch(() => undefined));
  if (!told.success)
    throw new NoDeployment(`What answers at ${local.origin} is no local stack of this version.`, noLocal);
  const { region, account, startedAt: createdAt, outputs, endpoint, credentials, slackApiUrl } = told.data;
  const { configuration } = told.data;
  return {
    region,
    account,
    createdAt,
    outputs,
    clientOptions: { region, endpoint, credentials },
    local,
    slackApiUrl,
    deployedConfiguration: async () => configuration,
  };
}
