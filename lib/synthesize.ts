import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { Configuration } from '../domain/configuration.ts';
import { CountersignStack } from './countersign-stack.ts';
import { featureFlags } from './feature-flags.ts';
import { FunctionBundle } from './function-bundle.ts';

export const stackName = 'Countersign';

export interface SynthesizeProps {
  configuration: Configuration;
  /** Where the cloud assembly goes; the CLI's choice, or a new temporary folder, if absent. */
  outdir?: string;
  /** The folder with one handler a file. */
  handlers?: string;
}

/** What a synthesis leaves behind. */
export interface Synthesis {
  assembly: CloudAssembly;
  /** The path of the CloudFormation template. */
  templateFile: string;
  /** What esbuild put into which bundle. */
  metafile: FunctionBundle['metafile'];
}

/**
 * Bundles the functions and synthesizes the stack. Needs no AWS account and no network. Throws where the template
 * breaks one of CloudFormation's rules, or a handler cannot be bundled.
 */
export function synthesize({ configuration, outdir, handlers = lambdas }: SynthesizeProps): Synthesis {
  const app = new App({ context: featureFlags, analyticsReporting: false, ...(outdir && { outdir }) });
  const bundle = new FunctionBundle({ sources: handlers, configuration });
  try {
    new CountersignStack(app, stackName, { configuration, bundle });
    const assembly = app.synth();
    const { templateFullPath } = assembly.getStackByName(stackName);
    return { assembly, templateFile: templateFullPath, metafile: bundle.metafile };
  } finally {
    bundle.remove();
  }
}

const lambdas = join(import.meta.dirname, '..', 'lambdas');
