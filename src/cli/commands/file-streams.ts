import { type Command, Option } from 'commander';

/** Operations whose answer is a file of any size, and the stream it comes by. */
export const fileStreams: { readonly [operation: string]: string } = {
  'artifacts.get': 'artifacts.read',
  'artifacts.read': 'artifacts.read',
  'artifacts.bundle': 'artifacts.bundle',
  'runs.export': 'runs.export',
};

/** Gives the flags of a file that is received to the commands whose answer is one. */
export function addFileFlags(command: Command, operation: string): void {
  if (fileStreams[operation] === undefined) return;
  command.addOption(new Option('-o, --out <file>', 'write it to this file (- is standard output)'));
  command.addOption(new Option('--overwrite', 'replace the file if it exists'));
}
