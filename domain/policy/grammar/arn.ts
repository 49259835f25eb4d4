/**
 * Splits an ARN at its first five colons, not counting those inside a policy variable
 * (`arn:aws:iam::${aws:PrincipalAccount}:role/x`). The sixth part is the resource with all its colons.
 */
export function splitArn(arn: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let variable = false;
  for (let index = 0; index < arn.length && parts.length < 5; index += 1) {
    const character = arn[index];
    if (character === '$' && arn[index + 1] === '{') variable = true;
    else if (character === '}') variable = false;
    else if (character === ':' && !variable) {
      parts.push(arn.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, arn.slice(start)];
}

/** An ARN's six parts; one that ends early is filled up with `*`, as IAM does (`arn:aws:s3` is everything of S3). */
export function filledArn(arn: string): string[] {
  const parts = splitArn(arn);
  return parts.length < 3 ? parts : [...parts, ...Array<string>(6 - parts.length).fill('*')];
}
