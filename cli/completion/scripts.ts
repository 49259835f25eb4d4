/** Shells that can complete. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A word that may come after the words of a command. */
export interface Word {
  after: readonly string[];
  word: string;
  about: string;
}

/** A script for each shell, from all words that there are. */
export const scripts: Readonly<Record<Shell, (words: readonly Word[]) => string>> = {
  bash: bashScript,
  zsh: (words) => `autoload -U +X bashcompinit && bashcompinit\n${bashScript(words)}`,
  fish: fishScript,
};

/** What is typed already, without options, says which words fit; zsh runs the same through bashcompinit. */
function bashScript(words: readonly Word[]): string {
  const cases = new Map<string, Word[]>();
  for (const each of words) {
    const after = each.after.join(' ');
    cases.set(after, [...(cases.get(after) ?? []), each]);
  }
  const lines = [...cases].map(([after, fitting]) => {
    const list = fitting.map(({ word }) => word).join(' ');
    return `    '${after}') words='${list}' ;;`;
  });
  return `_countersign() {
  local words='' path='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  while :; do
    case "$path" in
${lines.join('\n')}
    esac
    [ -n "$words" ] || [ -z "$path" ] && break
    case "$path" in *' '*) path="\${path% *}" ;; *) path='' ;; esac
  done
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _countersign countersign
`;
}

function fishScript(words: readonly Word[]): string {
  const lines = words.map(({ after, word, about }) => {
    const condition =
      after.length === 0
        ? '__fish_use_subcommand'
        : after.map((each) => `__fish_seen_subcommand_from ${each}`).join('; and ');
    const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`;
    return `complete -c countersign -n '${condition}' ${what} -d ${fishText(about)}`;
  });
  return `${lines.join('\n')}\n`;
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
