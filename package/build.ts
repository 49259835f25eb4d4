import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { buildFunctions } from '../lib/functions/build-functions.ts';
import { functionData } from '../lib/functions/function-data.ts';
import { licensesFile, thirdPartyLicenses } from '../lib/functions/third-party-licenses.ts';

const root = join(import.meta.dirname, '..');

const options = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.js' },
  absWorkingDir: root,
  metafile: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** CommonJS dependencies call `require` for Node's own modules, which an ES module does not have. */
const banner = {
  js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
};

/**
 * Writes what the package ships into `outdir`: the construct with its types, the functions as they are deployed, and
 * the commands with everything they need in them, so that whoever installs it gets no dependency but zod, for types.
 */
export async function buildPackage(outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  const external = ['aws-cdk-lib', 'constructs', 'zod'];
  const construct = buildSync({
    ...options,
    entryPoints: ['lib/index.ts'],
    outdir: join(outdir, 'lib'),
    external,
  });
  const command = buildCommand(outdir);
  const inputs = [construct, command].flatMap(({ metafile }) => bundledIn(metafile));
  writeFileSync(join(outdir, licensesFile), thirdPartyLicenses(inputs, root));
  buildFunctions({
    sources: join(root, 'lambdas'),
    outdir: join(outdir, 'functions'),
    data: await functionData(),
  });
  const tsc = join(root, 'node_modules/.bin/tsc');
  execFileSync(tsc, ['-p', 'tsconfig.package.json', '--outDir', outdir], { cwd: root, stdio: 'inherit' });
}

/**
 * Writes `cli/main.js`, which loads what a command needs in parts once somebody asks for it. All parts are beside it,
 * and so is the one file that they read.
 */
export function buildCommand(outdir: string) {
  const parts = { splitting: true, chunkNames: 'cli/[name]-[hash]' };
  const built = buildSync({
    ...options,
    ...parts,
    banner,
    entryPoints: ['cli/main.ts'],
    outdir,
    outbase: '.',
  });
  copyFileSync(join(root, 'slack/manifest.yaml'), join(outdir, 'cli/manifest.yaml'));
  return built;
}

/** What is left of the inputs in the outputs: unused modules are no part of what ships. */
function bundledIn({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
}
