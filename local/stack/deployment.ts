import { localCredentials } from '../api/signature.ts';
import { account, region } from '../doubles/double.ts';
import { Doubles } from '../doubles/doubles.ts';

/** What a tool needs to know to point an SDK's clients at the local stack, and what of it to look at. */
export interface Deployment {
  region: string;
  account: string;
  /** ISO 8601. */
  startedAt: string;
  /** Where every AWS service is to be had. */
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  slackApiUrl: string;
  /** The stack's outputs, with the local address of the API. */
  outputs: Record<string, string>;
  /** The configuration that the stack was made with. */
  configuration?: unknown;
}

export function deploymentOf(
  outputs: Readonly<Record<string, string>>,
  { url, doublesUrl, startedAt }: { url: string; doublesUrl: string; startedAt: string },
): Deployment {
  const { ApiUrl = '' } = outputs;
  const here = ([name, value]: [string, string]) =>
    [name, ApiUrl !== '' && value.startsWith(ApiUrl) ? value.replace(ApiUrl, `${url}/`) : value] as const;
  return {
    region,
    account,
    startedAt,
    endpoint: doublesUrl,
    credentials: localCredentials,
    slackApiUrl: Doubles.slackApiUrl(doublesUrl, localCredentials.accessKeyId),
    outputs: Object.fromEntries(Object.entries(outputs).map(here)),
  };
}
