import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { environments, type FunctionName } from '../../lambdas/environment.ts';

export interface FunctionBundleProps {
  /** The folder that `buildFunctions` wrote; it stays as it is. */
  built: string;
  configuration: Configuration;
  environment?: Readonly<Record<string, string>>;
}

/** The code of all functions, each with `configuration.json` beside it: what is uploaded. */
export class FunctionBundle {
  readonly #directory = mkdtempSync(join(tmpdir(), 'countersign-'));

  /** What functions need to know besides their configuration and what is each one's own. */
  readonly environment: Readonly<Record<string, string>>;

  constructor({ built, configuration, environment = {} }: FunctionBundleProps) {
    this.environment = environment;
    cpSync(built, this.#directory, { recursive: true });
    for (const name of Object.keys(environments)) {
      writeFileSync(join(this.#directory, name, 'configuration.json'), JSON.stringify(configuration));
    }
  }

  /** A function's asset, named by the hash of its content. */
  code(name: FunctionName): AssetCode {
    return Code.fromAsset(join(this.#directory, name));
  }

  /** Removes the working copy, once the assets are staged. */
  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }
}
