import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** A package is shipped of which nothing says under which terms. */
export class MissingLicense extends Error {
  override readonly name = 'MissingLicense';
}

/** The file that goes beside what is bundled. */
export const licensesFile = 'THIRD-PARTY-LICENSES.txt';

const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });
const licenseFile = /^(licen[cs]e|notice|copying)(\.\w+)?$/i;
const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * Names every package that is in a bundle, with the texts of its licence and notice files; texts that several share
 * stand there once. `inputs` are the paths that esbuild's metafile lists, relative to `root`. Throws MissingLicense.
 */
export function thirdPartyLicenses(inputs: Iterable<string>, root: string): string {
  const folders = new Set([...inputs].flatMap((path) => packageFolder.exec(path)?.[0] ?? []));
  const packagesByText = new Map<string, Set<string>>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = manifestOf(join(root, folder));
    const text = textsIn(join(root, folder)) || `Licensed under ${license}.`;
    const sharing = packagesByText.get(text) ?? new Set();
    packagesByText.set(text, sharing.add(`${name} ${version} (${license})`));
  }
  const parts = [...packagesByText].map(([text, packages]) => `${[...packages].join('\n')}\n\n${text}\n`);
  return ['This code contains the packages below, each under its own terms.\n', ...parts].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

function manifestOf(folder: string): z.infer<typeof manifestSchema> {
  const manifest = manifestSchema.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  if (!manifest.success) throw new MissingLicense(`${folder}/package.json names no licence.`);
  return manifest.data;
}

function textsIn(folder: string): string {
  const files = readdirSync(folder).filter((name) => licenseFile.test(name));
  const texts = files.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.join('\n\n').replaceAll('\r\n', '\n');
}
