import * as z from 'zod';
import { account, region, type Sources } from '../double.ts';
import type { Remember } from '../journal.ts';
import { refusal } from './parameters.ts';

/** A resource share, as far as permissions are concerned. */
export const share = z.object({
  resourceShareArn: z.string(),
  name: z.string(),
  creationTime: z.string(),
  permissionArns: z.array(z.string()),
});
export type Share = z.infer<typeof share>;

/** The resource shares of the account. */
export class Shares {
  readonly #sources: Sources & { remember: Remember };
  readonly #byArn: Map<string, Share>;

  constructor(sources: Sources & { remember: Remember }, kept: readonly Share[]) {
    this.#sources = sources;
    this.#byArn = new Map(kept.map((one) => [one.resourceShareArn, one]));
  }

  create(given: Pick<Share, 'name' | 'permissionArns'>): Share {
    const resourceShareArn = `arn:aws:ram:${region}:${account}:resource-share/${this.#sources.newId()}`;
    const created = { ...given, resourceShareArn, creationTime: this.#sources.clock().toISOString() };
    this.#sources.remember('shares', resourceShareArn, created);
    this.#byArn.set(resourceShareArn, created);
    return created;
  }

  delete(arn: string): void {
    if (!this.#byArn.delete(arn))
      throw refusal('UnknownResourceException', `ResourceShare ${arn} could not be found.`);
    this.#sources.remember('shares', arn, undefined);
  }

  /** Those that a permission is attached to, oldest first. */
  of(permissionArn: string): Share[] {
    return [...this.#byArn.values()].filter(({ permissionArns }) => permissionArns.includes(permissionArn));
  }
}
