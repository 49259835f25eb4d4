import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, parse } from 'node:path';
import { buildSync } from 'esbuild';

/** What most tests load, hundreds of small files each: Jest links them anew for every test file, 1 to 2 s each time. */
const packages = [
  '@aws-lambda-powertools/logger',
  '@aws-sdk/client-accessanalyzer',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-iam',
  '@aws-sdk/client-kms',
  '@aws-sdk/client-ram',
  '@aws-sdk/client-rolesanywhere',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-secrets-manager',
  '@aws-sdk/client-sfn',
  '@aws-sdk/client-ssm',
  '@aws-sdk/util-dynamodb',
  'canonicalize',
  'fast-check',
  'zod',
];
/** The same, but CommonJS: of such a package, esbuild keeps only the default export unless each is named. */
const slack = '@slack/web-api';
const root = import.meta.dirname;
const kept = join(root, 'node_modules/.cache/countersign-tests');
const fileOf = (name) => `${name.replace('/', '+')}.mjs`;

/**
 * Bundles those packages, what they share apart, as the functions' bundles are made, unless that was done before with
 * the same packages. Returns Jest's `moduleNameMapper` for them.
 */
export async function bundledDependencies() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'jest.dependencies.js'])
    hash.update(readFileSync(join(root, file)));
  const folder = join(kept, hash.digest('hex').slice(0, 32));
  if (!existsSync(folder)) await makeWhole(folder);
  return Object.fromEntries([...packages, slack].map((name) => [`^${name}$`, join(folder, fileOf(name))]));
}

/** In one rename, since another run may look for it meanwhile, or make the same. What earlier packages left goes. */
async function makeWhole(folder) {
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(kept)) {
    if (!name.startsWith(basename(folder))) rmSync(join(kept, name), { recursive: true });
  }
  const unfinished = mkdtempSync(`${folder}.`);
  try {
    await bundle(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Names are kept, since commands are told by theirs. */
async function bundle(outdir) {
  const entries = new Map(packages.map((name) => [name, name]));
  entries.set(slack, await namingExports(slack, outdir));
  buildSync({
    entryPoints: [...entries].map(([name, path]) => ({ in: path, out: parse(fileOf(name)).name })),
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24', keepNames: true },
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outdir,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
}

async function namingExports(name, folder) {
  const names = Object.keys(await import(name)).filter((each) => /^\w+$/.test(each) && each !== 'default');
  const file = join(folder, 'named.js');
  writeFileSync(file, `export { ${names.join(', ')} } from '${name}';\n`);
  return file;
}
