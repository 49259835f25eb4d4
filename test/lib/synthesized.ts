import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import configurationInput from '../../countersign.config.ts';
import { type Configuration, configurationSchema } from '../../domain/configuration/configuration.ts';
import { environments } from '../../lambdas/environment.ts';
import { buildFunctions } from '../../lib/functions/build-functions.ts';
import { withTokens } from '../../lib/synthesis/references.ts';
import { synthesize } from '../../lib/synthesis/synthesize.ts';
import { parseTemplate } from './template.ts';

/** Each synthesis warns of ids of the example, which tests of other things would all print. */
const ownIds = new Map([
  ['T0COUNTERSIGN', 'T0ACME'],
  ['A0COUNTERSIGN', 'A0ACME'],
  ['C0APPROVALS', 'C0ACME'],
  ['S0SECURITY', 'S0ACMESEC'],
  ['S0LEADS', 'S0ACME'],
]);

export const defaultConfiguration = withTokens(configurationSchema.parse(configurationInput), ownIds);

/** A new folder that the operating system clears away. */
export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'countersign-test-'));

const handlers = temporaryFolder();
for (const name of Object.keys(environments)) {
  writeFileSync(join(handlers, `${name}.ts`), 'export const handler = async () => ({});\n');
}

/** Builds functions that do nothing: bundling the real ones takes seconds and changes only asset names. */
export function builtIdle(): string {
  const outdir = temporaryFolder();
  buildFunctions({ sources: handlers, outdir });
  return outdir;
}

/** The same for all suites in a file. */
export const idleFunctions = builtIdle();

const before = new Map<string, ReturnType<typeof freshlySynthesized>>();

/** As `freshlySynthesized`, but the same configuration is synthesized once for all suites in a file. */
export function synthesized(overrides: Partial<Configuration> = {}) {
  const key = JSON.stringify(overrides);
  const synthesis = before.get(key) ?? freshlySynthesized(overrides);
  before.set(key, synthesis);
  return synthesis;
}

/** The stack as it is synthesized, with functions that do nothing. */
export async function freshlySynthesized(overrides: Partial<Configuration> = {}, functions = idleFunctions) {
  const configuration = withTokens({ ...defaultConfiguration, ...overrides }, ownIds);
  const synthesis = await synthesize({ configuration, outdir: temporaryFolder(), functions });
  return { ...synthesis, template: parseTemplate(readFileSync(synthesis.templateFile, 'utf8')) };
}
