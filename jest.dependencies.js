import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
const folder = join(import.meta.dirname, 'node_modules/.cache/countersign-tests');
const fileOf = (name) => name.replace('/', '+');

async function namingExports(name) {
  const names = Object.keys(await import(name)).filter((each) => /^\w+$/.test(each) && each !== 'default');
  const file = join(folder, 'named.js');
  writeFileSync(file, `export { ${names.join(', ')} } from '${name}';\n`);
  return file;
}

/**
 * Bundles those packages, what they share apart, as the functions' bundles are made; takes 0.7 s. Returns Jest's
 * `moduleNameMapper` for them. Names are kept, since commands are told by theirs.
 */
export async function bundledDependencies() {
  mkdirSync(folder, { recursive: true });
  const entries = new Map(packages.map((name) => [fileOf(name), name]));
  entries.set(fileOf(slack), await namingExports(slack));
  buildSync({
    entryPoints: Object.fromEntries(entries),
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24', keepNames: true },
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  return Object.fromEntries(
    [...packages, slack].map((name) => [`^${name}$`, join(folder, `${fileOf(name)}.mjs`)]),
  );
}
