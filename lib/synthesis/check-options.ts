import type { Construct } from 'constructs';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { readConfiguration } from '../../domain/configuration/mistakes.ts';
import { ConfigurationMistakes } from './check-configuration.ts';
import { plainOptions, withTokens } from './references.ts';

/** The configuration of a construct, with defaults. */
export interface CheckedOptions {
  /** As the stack is made of it, tokens included. */
  configuration: Configuration;
  /** As functions read it: what only the deployment knows is told them apart from it. */
  readable: Configuration;
}

/** Checks what a construct was given, as far as it is known at synthesis. Throws ConfigurationMistakes. */
export function checkOptions(scope: Construct, input: unknown): CheckedOptions {
  const { options, tokens, unreadable } = plainOptions(scope, input);
  const read = readConfiguration(options);
  const found = 'sentences' in read ? read.sentences : [];
  const sentences = [
    ...unreadable.map(
      (place) => `${place}: only the deployment knows it, and functions read it as text; write it out.`,
    ),
    ...found.filter((sentence) => !unreadable.some((place) => sentence.startsWith(`${place}: `))),
  ];
  if ('sentences' in read || sentences.length > 0) {
    throw new ConfigurationMistakes(sentences.map((sentence) => `${scope.node.path}: ${sentence}`));
  }
  const { configuration: readable } = read;
  return { configuration: withTokens(readable, tokens), readable };
}
