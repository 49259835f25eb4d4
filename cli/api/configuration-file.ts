import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { Failure } from '../failure.ts';

const entry = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).optional(),
  stack: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
});
const file = z.strictObject({ profiles: z.record(z.string(), entry) });

/** Where the Countersign of an AWS profile is: at an address, or where a stack's outputs say. */
export type Place = z.infer<typeof entry>;

/** `countersign.json` in the folder where a user's configuration is. */
export function configurationFile(): string {
  const { XDG_CONFIG_HOME } = process.env;
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'countersign.json');
}

/** What the file says of an AWS profile; undefined: nothing. Throws Failure if it cannot be understood. */
export async function placeOf(profile: string): Promise<Place | undefined> {
  const path = configurationFile();
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new Failure('configuration-file', `${path} cannot be read: ${error.message}.`, advice);
  });
  if (text === undefined) return undefined;
  const parsed = file.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data.profiles[profile];
  const [issue] = parsed.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new Failure('configuration-file', `${path} is wrong${where}: ${issue?.message}.`, advice);
}

const advice =
  'It holds JSON such as { "profiles": { "default": { "url": "https://access.example.com", "region": "us-east-1" } } }.';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
