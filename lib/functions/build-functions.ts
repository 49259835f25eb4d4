import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { environments, type FunctionName } from '../../lambdas/environment.ts';
import { codeVersion } from './code-version.ts';
import { licensesFile, thirdPartyLicenses } from './third-party-licenses.ts';

const root = join(import.meta.dirname, '../..');
/** Only a name: source maps point from here to the sources, the same on every machine. Nothing is written here. */
const virtualDirectory = join(root, 'functions');

const absentProviders = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

const options = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  /** Stack traces need positions, not the sources themselves, which would be most of the asset. */
  sourcesContent: false,
  /** CommonJS dependencies call `require` for Node's own modules, which an ES module does not have. */
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  alias: Object.fromEntries(absentProviders.map((name) => [name, './lib/synthesis/absent-credentials.ts'])),
  outdir: virtualDirectory,
  outExtension: { '.js': '.mjs' },
  metafile: true,
  write: false,
  logLevel: 'silent',
} as const satisfies BuildOptions;

export interface FunctionSources {
  /** The folder with one file a function. */
  sources: string;
  /** Where each function gets a folder. */
  outdir: string;
  /** What else goes beside a function's code, by file name. */
  data?: Partial<Record<FunctionName, Record<string, string>>>;
}

/**
 * Builds the code of all functions, in one esbuild call (17 functions: about 5 s; one call each took three times that).
 * Each function gets a folder with `index.mjs`, its source map and the licences of what is bundled; the one that pins the version in the trail
 * `version.json` too. Returns what went into which bundle. Throws esbuild's BuildFailure.
 */
export function buildFunctions({ sources, outdir, data = {} }: FunctionSources): Metafile {
  const names = Object.keys(environments);
  const entryPoints = names.map((name) => ({ in: join(sources, `${name}.ts`), out: `${name}/index` }));
  const { outputFiles, metafile } = buildSync({ ...options, absWorkingDir: root, entryPoints });
  const write = (path: string, contents: string | Uint8Array) => {
    const file = join(outdir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  };
  const files = new Map(
    outputFiles.map(({ path, contents }) => [relative(virtualDirectory, path), contents]),
  );
  for (const [path, contents] of files) write(path, contents);
  const code = new Map([...files].filter(([path]) => path.endsWith('.mjs')));
  write('validate-request/version.json', JSON.stringify({ version: codeVersion(code) }));
  for (const [path, { inputs }] of Object.entries(metafile.outputs)) {
    if (!path.endsWith('.mjs')) continue;
    const folder = dirname(relative(virtualDirectory, join(root, path)));
    write(join(folder, licensesFile), thirdPartyLicenses(Object.keys(inputs), root));
  }
  for (const [name, more] of Object.entries(data)) {
    for (const [file, text] of Object.entries(more)) write(`${name}/${file}`, text);
  }
  return metafile;
}
