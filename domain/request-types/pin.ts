/** What something that a plan refers to was when the request was validated. */
export interface Pin {
  /** An ARN; `#trust-policy` and `#id` behind it name a part that changes by itself. */
  resource: string;
  version: string;
}

/** One sentence for each thing that is no longer as it was pinned. */
export function changesSince(pins: readonly Pin[], now: readonly Pin[]): string[] {
  const versions = new Map(now.map(({ resource, version }) => [resource, version]));
  return pins.flatMap(({ resource, version }) => {
    const present = versions.get(resource);
    if (present === version) return [];
    const [arn = resource, part = ''] = resource.split('#');
    const what = { 'trust-policy': 'the trust policy of ', id: 'the id of ' }[part] ?? '';
    return [`${what}${arn} was ${version} and is ${present ?? 'gone'}`];
  });
}
