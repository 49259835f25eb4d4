import { statSync } from 'node:fs';
import type { Figure } from './figure.ts';
import { type BundlePair, withBundles } from './sdk-bundle.ts';

const webhook = 'slack-interaction';
const webhookKilobytes = 500;
const ownKilobytes = 200;

/** The size of each function's module, without source map and data files; 1 KB is 1,000 bytes. */
export function measureBundles(): Promise<Figure[]> {
  return withBundles(async (pairs) => pairs.map(figure));
}

function figure({ name, sdk, own, sdkOnly }: BundlePair): Figure {
  const clients = sdk.size === 0 ? 0 : kilobytesOf(sdkOnly);
  const measured = kilobytesOf(own);
  const packages = [...sdk.keys()].map((each) => each.replace(/^@aws-sdk.client-/, '')).join(', ');
  const note = sdk.size === 0 ? 'no SDK client' : `${clients.toFixed(0)} KB is SDK: ${packages}`;
  const budget = name === webhook ? webhookKilobytes : clients + ownKilobytes;
  return { what: name, unit: 'kilobytes', measured, budget, note };
}

function kilobytesOf(path: string): number {
  return statSync(path).size / 1000;
}
