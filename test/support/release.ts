import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import * as z from 'zod';

/** Files by their path. */
const filesSchema = z.record(z.string(), z.string());

/** As wide as all functions together, which have most of their code in common: 19 MB become 0.8 MB. */
const params = { [constants.ZSTD_c_windowLog]: 25, [constants.ZSTD_c_compressionLevel]: 19 };

/** What was deployed with a release, of all that `cdk synth` wrote: the template and the functions, no source maps. */
export function packRelease(outdir: string): Buffer {
  const names = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name).slice(outdir.length + 1));
  const needed = names
    .filter((name) => /^(Countersign\.(template|assets)\.json|asset\..*)$/.test(name))
    .sort();
  const files = Object.fromEntries(needed.map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
  return zstdCompressSync(JSON.stringify(files), { params });
}

/** Lays a kept release out again, as a directory that can be served. */
export function unpackRelease(packed: Buffer, outdir: string): void {
  const files = filesSchema.parse(JSON.parse(zstdDecompressSync(packed).toString('utf8')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(outdir, name)), { recursive: true });
    writeFileSync(join(outdir, name), text);
  }
}
