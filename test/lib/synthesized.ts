import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import configurationInput from '../../countersign.config.ts';
import { type Configuration, configurationSchema } from '../../domain/configuration/configuration.ts';
import { environments } from '../../lambdas/environment.ts';
import { synthesize } from '../../lib/synthesis/synthesize.ts';
import { parseTemplate } from './template.ts';

export const defaultConfiguration: Configuration = configurationSchema.parse(configurationInput);

/** A new folder that the operating system clears away. */
export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'countersign-test-'));

/** Handlers that do nothing, one a function. */
export const handlers = join(temporaryFolder(), 'lambdas');
mkdirSync(handlers);
for (const name of Object.keys(environments)) {
  writeFileSync(join(handlers, `${name}.ts`), 'export const handler = async () => ({});\n');
}

const before = new Map<string, ReturnType<typeof freshlySynthesized>>();

/** As `freshlySynthesized`, but the same configuration is synthesized once for all suites in a file. */
export function synthesized(overrides: Partial<Configuration> = {}) {
  const key = JSON.stringify(overrides);
  const synthesis = before.get(key) ?? freshlySynthesized(overrides);
  before.set(key, synthesis);
  return synthesis;
}

/** The template with handlers that do nothing: bundling the real ones takes seconds and changes only asset names. */
export async function freshlySynthesized(overrides: Partial<Configuration> = {}) {
  const configuration = { ...defaultConfiguration, ...overrides };
  const synthesis = await synthesize({ configuration, outdir: temporaryFolder(), handlers });
  return { ...synthesis, template: parseTemplate(readFileSync(synthesis.templateFile, 'utf8')) };
}
