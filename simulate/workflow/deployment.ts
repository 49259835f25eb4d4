import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { environments } from '../../lambdas/environment.ts';
import { buildFunctions } from '../../lib/functions/build-functions.ts';
import { synthesize } from '../../lib/synthesis/synthesize.ts';
import { readTemplate, type Template } from '../../local/template/template.ts';
import { deployable } from '../configuration.ts';
import { kept } from './kept.ts';

/** What the simulation takes from the synthesized template. */
export interface Deployment
  extends Pick<
    Template,
    | 'functions'
    | 'tables'
    | 'secrets'
    | 'parameters'
    | 'managedPolicies'
    | 'roles'
    | 'resourceDenials'
    | 'stateMachines'
  > {}

const template = z.custom<Template>(
  (value) => typeof value === 'object' && value !== null && 'stateMachines' in value,
);

let deployed: Promise<Deployment> | undefined;

/** Synthesizes the stack, with handlers that do nothing: the real ones are called from their sources. */
export function deployment(): Promise<Deployment> {
  deployed ??= kept('template', synthesized).then((value) => template.parse(value));
  return deployed;
}

async function synthesized(): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-simulate-'));
  const handlers = join(folder, 'lambdas');
  mkdirSync(handlers);
  for (const name of Object.keys(environments)) {
    writeFileSync(join(handlers, `${name}.ts`), 'export const handler = async () => ({});\n');
  }
  try {
    const [functions, outdir] = [join(folder, 'functions'), join(folder, 'out')];
    buildFunctions({ sources: handlers, outdir: functions });
    const { assembly } = await synthesize({
      ...{ configuration: deployable(), functions, outdir },
      validated: false,
    });
    return readTemplate(assembly.directory);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
