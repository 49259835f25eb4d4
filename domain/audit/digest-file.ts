import * as z from 'zod';

const time = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How digests are signed: RSA PKCS #1 v1.5 over SHA-256 of the digest's bytes; as KMS spells it. */
export const signingAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';

/** Name of the S3 user metadata (`x-amz-meta-signature`) that holds a digest's signature, in base64. */
export const signatureMetadata = 'signature';

/** The shape of what is written today. */
export const digestVersion = 1;

/**
 * What a digest says, stored as canonical JSON (RFC 8785). It begins where the one before ended and names its own
 * place, so that none can be dropped, replayed or moved; modelled on CloudTrail's digest files.
 */
export const digestFileSchema = z.strictObject({
  version: z.literal(digestVersion),
  account: z.string(),
  region: z.string(),
  table: z.string(),
  period: z.strictObject({ from: time, to: time }),
  /** When it was really written. */
  closedAt: time,
  bucket: z.string(),
  key: z.string(),
  /** The KMS key that signs it, by ARN. */
  signingKey: z.string(),
  signingAlgorithm: z.literal(signingAlgorithm),
  /** Null in the first digest only. */
  previous: z.strictObject({ key: z.string(), sha256, signature: z.string() }).nullable(),
  /** Everything archived and not yet covered by an earlier digest, sorted by request and sequence number. */
  objects: z.array(z.strictObject({ key: z.string(), sha256 })),
  /** Each request's chain as it then was, for the requests with events in `objects`. */
  chains: z.array(z.strictObject({ requestId: z.string(), length: z.int(), head: sha256 })),
  counts: z.strictObject({
    /** In this digest: events, requests begun (first events), alterations of stored events. */
    events: z.int(),
    requests: z.int(),
    alterations: z.int(),
    /** Since the first digest, this one included. */
    totalEvents: z.int(),
    totalRequests: z.int(),
    totalAlterations: z.int(),
  }),
});

export type DigestFile = z.infer<typeof digestFileSchema>;
