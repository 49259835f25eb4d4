import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { environments, type FunctionName } from '../lambdas/environment.ts';
import { buildFunctions } from '../lib/functions/build-functions.ts';
import { FunctionBundle } from '../lib/functions/function-bundle.ts';
import { loadConfiguration } from '../lib/synthesis/load-configuration.ts';

const root = join(import.meta.dirname, '..');
/** Where esbuild finds `node_modules` on the way up; within it, sources would be taken for a package. */
const cache = join(root, 'cdk.out', 'bench');

/** A function's own bundle, and one of nothing but its SDK clients, made in the same way. */
export interface BundlePair {
  name: FunctionName;
  /** Clients and commands of AWS's and Slack's SDKs that are in the function's bundle, by package; none for some. */
  sdk: ReadonlyMap<string, readonly string[]>;
  own: string;
  sdkOnly: string;
}

/**
 * Bundles every function and, with the same options, what each needs of AWS's and Slack's SDKs. Calls `work` with the pairs of
 * module paths, which last until it returns.
 */
export async function withBundles<Result>(work: (pairs: BundlePair[]) => Promise<Result>): Promise<Result> {
  const configuration = await loadConfiguration(join(root, 'countersign.config.ts'));
  const built = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const [ownCode, sdkCode] = [join(built, 'own'), join(built, 'sdk')];
  const metafile = buildFunctions({ sources: join(root, 'lambdas'), outdir: ownCode });
  const needs = new Map(names.map((name) => [name, sdkOf(name, metafile)]));
  writeSources(needs);
  buildFunctions({ sources: cache, outdir: sdkCode });
  const own = new FunctionBundle({ built: ownCode, configuration });
  const sdkOnly = new FunctionBundle({ built: sdkCode, configuration });
  try {
    return await work(
      [...needs].map(([name, sdk]) => ({
        name,
        sdk,
        own: moduleOf(own, name),
        sdkOnly: moduleOf(sdkOnly, name),
      })),
    );
  } finally {
    own.remove();
    sdkOnly.remove();
    rmSync(cache, { recursive: true });
    rmSync(built, { recursive: true });
  }
}

const names = Object.keys(environments).filter((name): name is FunctionName => name in environments);

function moduleOf(bundle: FunctionBundle, name: FunctionName): string {
  return join(bundle.code(name).path, 'index.mjs');
}

/** The clients and commands that are in a bundle, as the files that define them are named. */
function sdkOf(name: FunctionName, metafile: Metafile): Map<string, string[]> {
  const output = metafile.outputs[`functions/${name}/index.mjs`];
  if (output === undefined) throw new Error(`There is no bundle of ${name}.`);
  const files = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const found = files.flatMap(([file]) => {
    const [, from, value] = sdkFile.exec(file) ?? [];
    return from && value ? [{ from, value }] : [];
  });
  if (files.some(([file]) => file.startsWith(`node_modules/${slackSdk}/`))) {
    found.push({ from: slackSdk, value: 'WebClient' });
  }
  const packages = Map.groupBy(found, ({ from }) => from);
  return new Map([...packages].map(([from, each]) => [from, each.map(({ value }) => value)]));
}

/** The Node Slack SDK, whose one client does for Slack what a package of the AWS SDK does for a service. */
const slackSdk = '@slack/web-api';
const sdkFile =
  /^node_modules\/(@aws-sdk\/client-[\w-]+)\/dist-es\/(?:commands\/)?(\w+(?:Client|Command))\.js$/;

/** The clients are made when the module's function is called, as our handlers make them at their first invocation. */
function writeSources(needs: ReadonlyMap<FunctionName, ReadonlyMap<string, readonly string[]>>): void {
  mkdirSync(cache, { recursive: true });
  for (const [name, sdk] of needs) {
    const imports = [...sdk].map(([from, values]) => `import { ${values.join(', ')} } from '${from}';`);
    const values = [...sdk.values()].flat();
    const clients = values.filter((value) => value.endsWith('Client')).map((client) => `new ${client}({})`);
    const commands = values.filter((value) => !value.endsWith('Client'));
    const body = `export const handler = () => [${[...clients, ...commands].join(', ')}];`;
    writeFileSync(join(cache, `${name}.ts`), [...imports, body, ''].join('\n'));
  }
}
