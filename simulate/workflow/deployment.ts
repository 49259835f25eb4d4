import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments } from '../../lambdas/environment.ts';
import { synthesize } from '../../lib/synthesize.ts';
import { readTemplate, type Template } from '../../local/template.ts';
import { configuration } from '../configuration.ts';
import { type Definition, definitionSchema } from './definition.ts';

/** What the simulation takes from the synthesized template: all but the bundles. */
export interface Deployment extends Omit<Template, 'stateMachine'> {
  stateMachine: { arn: string; definition: Definition };
}

let kept: Promise<Deployment> | undefined;

/** Synthesizes the stack once, with handlers that do nothing: the real ones are called from their sources. */
export function deployment(): Promise<Deployment> {
  kept ??= synthesized();
  return kept;
}

async function synthesized(): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-simulate-'));
  const handlers = join(folder, 'lambdas');
  mkdirSync(handlers);
  for (const name of Object.keys(environments)) {
    writeFileSync(join(handlers, `${name}.ts`), 'export const handler = async () => ({});\n');
  }
  try {
    const { assembly } = await synthesize({
      configuration: configuration(),
      outdir: join(folder, 'out'),
      handlers,
    });
    const { stateMachine, ...template } = readTemplate(assembly.directory);
    const definition = definitionSchema.parse(stateMachine.definition);
    return { ...template, stateMachine: { arn: stateMachine.arn, definition } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
