import { App } from 'aws-cdk-lib';
import { ConfigurationMistakes } from './synthesis/check-configuration.ts';
import { loadConfiguration } from './synthesis/load-configuration.ts';
import { synthesize } from './synthesis/synthesize.ts';

/** What `cdk synth` and `cdk deploy` run; `-c config=PATH` takes another configuration. */
try {
  const path: unknown = new App({ autoSynth: false }).node.tryGetContext('config') ?? 'countersign.config.ts';
  const configuration = await loadConfiguration(String(path));
  await synthesize({ configuration });
} catch (error) {
  if (!(error instanceof ConfigurationMistakes)) throw error;
  for (const sentence of error.sentences) console.error(sentence);
  process.exitCode = 1;
}
