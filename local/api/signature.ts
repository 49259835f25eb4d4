import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** What SigV4 clients of the local stack sign with. */
export const localCredentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' };

/** API Gateway's tolerance for a caller's clock. */
const toleranceMilliseconds = 5 * 60_000;

export interface SignedRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** How a signature is judged, in the words of API Gateway's response types. */
export type Verdict = 'VALID' | 'INVALID_SIGNATURE' | 'EXPIRED_TOKEN';

/** Checks an `Authorization` header by signing the request once more, with the local credentials. */
export async function checkSignature(request: SignedRequest, now: Date): Promise<Verdict> {
  const claimed = claimOf(request.headers.authorization ?? '');
  const signingDate = dateOf(request.headers['x-amz-date']);
  if (claimed?.accessKeyId !== localCredentials.accessKeyId || signingDate === undefined) {
    return 'INVALID_SIGNATURE';
  }
  if (Math.abs(now.getTime() - signingDate.getTime()) > toleranceMilliseconds) return 'EXPIRED_TOKEN';
  if (!hashMatches(request)) return 'INVALID_SIGNATURE';
  const expected = await sign(request, { ...claimed, signingDate });
  return isEqual(expected, claimed.signature) ? 'VALID' : 'INVALID_SIGNATURE';
}

interface Claim {
  accessKeyId: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

/** `AWS4-HMAC-SHA256 Credential=AKID/DATE/REGION/SERVICE/aws4_request, SignedHeaders=a;b, Signature=HEX` */
function claimOf(authorization: string): Claim | undefined {
  const [, accessKeyId, region, service] =
    /^AWS4-HMAC-SHA256 .*?\bCredential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
      authorization,
    ) ?? [];
  const [, signedHeaders] = /\bSignedHeaders=([^,\s]+)/.exec(authorization) ?? [];
  const [, signature] = /\bSignature=([0-9a-f]{64})/.exec(authorization) ?? [];
  if (!accessKeyId || !region || !service || !signedHeaders || !signature) return undefined;
  return { accessKeyId, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

/** `20261122T013000Z` */
function dateOf(text: string | string[] | undefined): Date | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(text)) ?? [];
  return second === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function hashMatches({ headers, body }: SignedRequest): boolean {
  const declared = headers['x-amz-content-sha256'];
  return (
    declared === undefined ||
    declared === 'UNSIGNED-PAYLOAD' ||
    declared === createHash('sha256').update(body).digest('hex')
  );
}

async function sign(
  request: SignedRequest,
  claim: Claim & { signingDate: Date },
): Promise<string | undefined> {
  const { region, service, signedHeaders, signingDate } = claim;
  const signer = new SignatureV4({
    credentials: localCredentials,
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const { method, url, body } = request;
  const headers = signedHeaders.map((name) => [name, String(request.headers[name] ?? '')]);
  const signed = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: Object.fromEntries(headers),
      body,
    },
    { signingDate, signableHeaders: new Set(signedHeaders) },
  );
  return claimOf(signed.headers.authorization ?? '')?.signature;
}

function queryOf({ searchParams }: URL): Record<string, string[]> {
  return Object.fromEntries([...searchParams.keys()].map((key) => [key, searchParams.getAll(key)]));
}

function isEqual(expected: string | undefined, given: string): boolean {
  return expected?.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}
