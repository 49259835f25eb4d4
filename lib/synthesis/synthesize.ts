import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, App } from 'aws-cdk-lib';
import { type CloudAssembly, CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { placeholdersWarning } from '../countersign.ts';
import { CountersignStack } from '../countersign-stack.ts';
import { buildFunctions } from '../functions/build-functions.ts';
import { functionData } from '../functions/function-data.ts';

/**
 * CDK's behaviour for new projects; with it, what CloudFormation would refuse fails the synthesis. Stands in code and
 * not in `cdk.json`, which reaches an app only through the CLI: the local stack synthesizes in process.
 */
export const featureFlags = CURRENTLY_RECOMMENDED_FLAGS;

export const stackName = 'Countersign';

export interface SynthesizeProps {
  configuration: Configuration;
  /** Where the cloud assembly goes; the CLI's choice, or a new temporary folder, if absent. */
  outdir?: string;
  /** The folder that `buildFunctions` wrote; built now if absent. */
  functions?: string;
  /**
   * False for a stack that no CloudFormation will see: its rules are not checked. They take four fifths of a synthesis,
   * mostly for CDK to make its rule engine ready. Nor is anybody warned of ids of the example: they are a laptop's.
   */
  validated?: boolean;
}

/** What a synthesis leaves behind. */
export interface Synthesis {
  assembly: CloudAssembly;
  /** The path of the CloudFormation template. */
  templateFile: string;
}

/**
 * Bundles the functions, unless they are, and synthesizes the stack. Needs no AWS account and no network. Throws where the template
 * breaks one of CloudFormation's rules, or a handler cannot be bundled.
 */
export async function synthesize(props: SynthesizeProps): Promise<Synthesis> {
  const { outdir, functions, validated = true } = props;
  const app = new App({
    ...{ context: featureFlags, analyticsReporting: false, builtinCloudFormationValidation: validated },
    ...(outdir && { outdir }),
  });
  if (functions !== undefined) return assembled(app, props, functions);
  const built = mkdtempSync(join(tmpdir(), 'countersign-functions-'));
  try {
    buildFunctions({ sources: lambdas, outdir: built, data: await functionData() });
    return assembled(app, props, built);
  } finally {
    rmSync(built, { recursive: true });
  }
}

function assembled(app: App, { configuration, validated }: SynthesizeProps, functions: string): Synthesis {
  new CountersignStack(app, stackName, { configuration, functions });
  if (validated === false) Annotations.of(app).acknowledgeWarning(placeholdersWarning);
  const assembly = app.synth();
  return { assembly, templateFile: assembly.getStackByName(stackName).templateFullPath };
}

const lambdas = join(import.meta.dirname, '../../lambdas');
