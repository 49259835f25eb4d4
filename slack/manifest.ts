import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';

const file = join(import.meta.dirname, 'manifest.yaml');
const requestUrl = ['settings', 'interactivity', 'request_url'];

/** What the Slack app's bot token must be allowed to. */
export function requiredScopes(): string[] {
  const { contents } = parseDocument(readFileSync(file, 'utf8'));
  const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });
  return manifest.parse(contents?.toJSON()).oauth_config.scopes.bot;
}

/** The Slack app's manifest, comments included, with the address that Slack is to post interactions to. */
export function manifestFor(interactionsUrl: string): string {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(requestUrl, interactionsUrl);
  return document.toString({ lineWidth: 0 });
}
