/**
 * What S3 calls it that these credentials may not read something, or, to whoever may not list the bucket, that it is
 * not there; undefined for every other error (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
 */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof Error && error.name === 'AccessDenied' ? error.name : undefined;
}

/** What it means for an auditor that S3 does not show something. */
export function refusedText(refusal: string): string {
  return `S3 does not show it (${refusal}): nothing is proven of it. It may be gone, or these credentials may not read it`;
}
