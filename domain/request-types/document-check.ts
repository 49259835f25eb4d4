import {
  type AccessAnalyzerClient,
  type Location,
  ValidatePolicyCommand,
  type ValidatePolicyCommandInput,
  type ValidatePolicyFinding,
} from '@aws-sdk/client-accessanalyzer';
import { allPages } from '../aws/pages.ts';
import type { Severity } from '../finding.ts';
import { pointerTo } from '../problem.ts';
import type { Check } from './check.ts';

type Client = Pick<AccessAnalyzerClient, 'send'>;

/** How ValidatePolicy is told the kind. It knows no RAM templates, which have neither resource nor principal. */
const types = {
  trust: {
    policyType: 'RESOURCE_POLICY',
    validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument',
  },
  managed: { policyType: 'IDENTITY_POLICY' },
  inline: { policyType: 'IDENTITY_POLICY' },
  session: { policyType: 'IDENTITY_POLICY' },
} as const satisfies Record<string, Omit<ValidatePolicyCommandInput, 'policyDocument'>>;

/**
 * What a finding means for an approver. A security warning is "access that we consider overly permissive", by AWS's
 * general advice and without knowing this account: medium, since our own analysis tells what is worse. A warning is
 * about form, a suggestion about words that change nothing: low. A kind that is newer than this list: medium.
 */
const severityOf: Readonly<Record<string, Severity>> = {
  SECURITY_WARNING: 'medium',
  WARNING: 'low',
  SUGGESTION: 'low',
};

/** Enough to see what is wrong; a document of nothing but errors would fill pages. */
const maxErrors = 10;

/** What IAM Access Analyzer says about a policy document: its errors reject, all else becomes findings. */
export async function documentCheck(
  kind: keyof typeof types,
  document: string | undefined,
  pointer: string,
  client: Client,
): Promise<Check> {
  if (document === undefined) return {};
  const found = await allPages(async (nextToken) => {
    const command = new ValidatePolicyCommand({ policyDocument: document, ...types[kind], nextToken });
    const page = await client.send(command);
    return { items: page.findings, nextToken: page.nextToken };
  });
  const errors = found.filter(({ findingType }) => findingType === 'ERROR');
  return {
    ...(errors.length > 0 && { rejections: [rejectionOf(errors, pointer)] }),
    findings: found.flatMap((finding) => {
      const { findingType = 'WARNING', findingDetails = '', issueCode = '', learnMoreLink = '' } = finding;
      if (findingType === 'ERROR') return [];
      const message = `${findingDetails} (${learnMoreLink})`;
      const severity = severityOf[findingType] ?? 'medium';
      return [{ code: `AA:${issueCode}`, severity, pointer: placeOf(finding, pointer), message }];
    }),
  };
}

function rejectionOf(errors: readonly ValidatePolicyFinding[], pointer: string) {
  const told = errors.slice(0, maxErrors).map((error) => {
    const { issueCode = '', findingDetails = '', learnMoreLink = '' } = error;
    return `AA:${issueCode} at ${placeOf(error, pointer)}: ${findingDetails} (${learnMoreLink})`;
  });
  const more = errors.length - told.length;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  const message = ['IAM Access Analyzer finds errors.', ...told, ...rest].join(' ');
  return { code: 'policy-errors', message };
}

/** Where the finding's first location leads to; the document itself if it has none. */
function placeOf({ locations }: ValidatePolicyFinding, pointer: string): string {
  return pointerTo(pointer, ...tokensOf(locations?.[0]));
}

/** A substring is part of the value that its path ends with. */
function tokensOf(location: Location | undefined): (string | number)[] {
  return (location?.path ?? []).flatMap(({ index, key, value }) => index ?? key ?? value ?? []);
}
