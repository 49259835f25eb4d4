import type { Configuration } from '../../domain/configuration/configuration.ts';
import { readConfiguration } from '../../domain/configuration/mistakes.ts';

/** A configuration that cannot be used: one sentence a mistake. */
export class ConfigurationMistakes extends Error {
  override readonly name = 'ConfigurationMistakes';
  /** Where each mistake is, what is wrong, and what to write. */
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

/** Fills in the defaults. Throws ConfigurationMistakes, whose sentences begin with `where` it was written. */
export function checkConfiguration(input: unknown, where: string): Configuration {
  const read = readConfiguration(input);
  if ('configuration' in read) return read.configuration;
  throw new ConfigurationMistakes(read.sentences.map((sentence) => `${where}: ${sentence}`));
}
