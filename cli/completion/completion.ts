import { Argument, type Command } from 'commander';
import type { Build, Surroundings } from '../command.ts';
import { type Shell, scripts, shells, type Word } from './scripts.ts';

/** `completion`: a script that makes a shell complete commands and options. */
export const buildCompletion: Build = (command, surroundings) => {
  command
    .addArgument(new Argument('<shell>', 'whose').choices(shells))
    .addHelpText('after', setUp)
    .action((shell: Shell) => run(shell, surroundings));
};

const setUp = `
Put into ~/.bashrc:                    source <(countersign completion bash)
Put into ~/.zshrc, after compinit:     source <(countersign completion zsh)
Put into ~/.config/fish/config.fish:   countersign completion fish | source`;

async function run(shell: Shell, surroundings: Surroundings): Promise<void> {
  surroundings.terminal.out.write(scripts[shell](wordsOf(await surroundings.whole(), [])));
}

/** What may come after each command, down to the last. */
function wordsOf(command: Command, path: readonly string[]): Word[] {
  const below = command.commands.flatMap((each) => [
    { after: path, word: each.name(), about: each.summary() || each.description() },
    ...wordsOf(each, [...path, each.name()]),
  ]);
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) =>
    argChoices.map((word) => ({ after: path, word, about: '' })),
  );
  const options = command.options.flatMap(({ long, description }) =>
    long === undefined || long === null ? [] : [{ after: path, word: long, about: description }],
  );
  return [...below, ...choices, ...options, { after: path, word: '--help', about: 'say what it takes' }];
}
