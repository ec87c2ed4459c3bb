import type { Command } from 'commander';

/** A command as a completion knows it: its words, what may follow, and the values of flags that have a fixed choice. */
interface CompletedCommand {
  /** Without `aiwm`; empty for the program itself. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly follow: readonly string[];
  readonly choices: readonly { readonly flag: string; readonly values: readonly string[] }[];
}

export type CompletionTable = readonly CompletedCommand[];

/** Every visible command of a program, itself first. */
export function completionTable(program: Command, words: readonly string[] = []): CompletionTable {
  const options = program.options.filter(({ hidden, long }) => !hidden && long !== undefined);
  const positional = program.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const own: CompletedCommand = {
    words,
    summary: program.summary(),
    follow: [...program.commands.map((command) => command.name()), ...positional, ...options.map(({ long }) => long ?? ''), '--help'],
    choices: options.flatMap(({ long, argChoices }) => (argChoices === undefined ? [] : [{ flag: long ?? '', values: argChoices }])),
  };
  return [own, ...program.commands.flatMap((command) => completionTable(command, [...words, command.name()]))];
}

/** A script for each shell. */
export const completionScripts: { readonly [shell: string]: (table: CompletionTable) => string } = { bash, zsh, fish };

function bash(table: CompletionTable): string {
  const values = table.flatMap(({ words, choices }) => choices.map(({ flag, values: each }) => `    "${[...words, flag].join(' ')}") words="${each.join(' ')}" ;;`));
  const follows = table.map(({ words, follow }) => `    "${words.join(' ')}") words="${follow.join(' ')}" ;;`);
  return `# Completion of aiwm for bash: source <(aiwm completion bash)
_aiwm() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    case " ${table.filter(({ words: w }) => w.length > 0).map(({ words: w }) => w.join('/')).join(' ')} " in
      *" \${command:+\${command// //}/}$word "*) command="\${command:+$command }$word" ;;
      *) break ;;
    esac
  done
  case "$command $prev" in
${values.join('\n')}
  esac
  if [ -z "$words" ]; then case "$command" in
${follows.join('\n')}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _aiwm aiwm ai-workflow-manager
`;
}

/** zsh runs completions of bash. */
function zsh(table: CompletionTable): string {
  return `# Completion of aiwm for zsh: source <(aiwm completion zsh)
autoload -U +X bashcompinit && bashcompinit
${bash(table).split('\n').slice(1).join('\n')}`;
}

function fish(table: CompletionTable): string {
  const lines = table.flatMap((command) => {
    const { words, summary, follow, choices } = command;
    const here = `test (count (commandline -opc)) -ge ${words.length + 1}${words.map((word, index) => `; and test (commandline -opc)[${index + 2}] = ${word}`).join('')}`;
    const describe = words.length === 0 ? [] : [`complete -c aiwm -f -n '${atWords(words.slice(0, -1))}' -a ${words.at(-1) ?? ''} -d '${summary.replaceAll("'", '’')}'`];
    const flags = follow.filter((word) => word.startsWith('--')).map((flag) => {
      const values = choices.find((choice) => choice.flag === flag)?.values;
      return `complete -c aiwm -n '${here}' -l ${flag.slice(2)}${values === undefined ? '' : ` -x -a '${values.join(' ')}'`}`;
    });
    return [...describe, ...flags];
  });
  return `# Completion of aiwm for fish: aiwm completion fish | source\n${lines.join('\n')}\n`;
}

/** Exactly these words stand before the one being typed. */
function atWords(words: readonly string[]): string {
  return `test (count (commandline -opc)) -eq ${words.length + 1}${words.map((word, index) => `; and test (commandline -opc)[${index + 2}] = ${word}`).join('')}`;
}
