import { Argument, type Command } from 'commander';
import { completionScripts, completionTable } from './completion-scripts.ts';
import type { ShortCommand } from '../short-command.ts';

/** `aiwm completion <shell>`: the script, made from the commands themselves. */
export const completionCommand: ShortCommand = {
  isHere: true,
  define(command: Command) {
    command.addArgument(new Argument('<shell>', 'whose script').choices(Object.keys(completionScripts)));
    command.addHelpText('after', '\nbash: source <(aiwm completion bash)\nzsh:  source <(aiwm completion zsh)\nfish: aiwm completion fish | source');
  },
  async run(session, { positionals: [shell] }, wholeProgram) {
    const write = Object.entries(completionScripts).find(([name]) => name === shell)?.[1];
    session.terminal.out(write?.(completionTable(await wholeProgram())) ?? '');
    return 0;
  },
};
