import type { AnyContractProcedure } from '@orpc/contract';
import { Command, CommanderError, Help } from 'commander';
import { productVersion } from '../core/app/product-files.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { areas, type AreaName, isAreaName } from '../core/domain/operations/areas.ts';
import { operationFacts } from '../core/domain/operations/operation-facts.ts';
import { operationsOf } from '../core/domain/operations/operations-of.ts';
import { areaCommands } from './area-commands.ts';
import { exitCodeLines } from './exit-codes.ts';
import { addGlobalFlags, readGlobalFlags } from './global-flags.ts';
import { addInputFlags } from './input/input-flags.ts';
import type { Invocation } from './invocation.ts';
import { addYesFlag } from './commands/confirm-removal.ts';
import { addFileFlags } from './commands/file-streams.ts';
import { addOutFlag } from './commands/save-answer.ts';
import type { ShortCommand } from './short-command.ts';
import { isShortCommand, shortCommands } from './short-commands.ts';
import { areasWithin, areaSummaries, asTyped } from './spelling.ts';
import type { Terminal } from './terminal.ts';
import { demandHere, findWords, replaceWords, unknownWord } from './words-of-line.ts';

/**
 * Reads a command line without doing anything: one command per operation of the contract, and the short ones. Only the
 * area it names is loaded, and only its operation gets its flags. A word nobody knows is `operation_unknown`, everything
 * else that does not fit is `usage`.
 */
export async function readCommandLine(argv: readonly string[], terminal: Terminal): Promise<Invocation> {
  const line = findWords(argv);
  const [first, second] = line.words;
  if (first === 'help') return readCommandLine([...line.words.slice(1), '--help'], terminal);

  const reading: Reading = { terminal, pages: [], invocation: undefined };
  const program = newProgram(reading);
  const known = program.commands.map((command) => command.name());
  demandHere(line.words);
  if (first !== undefined && !known.includes(first)) throw unknownWord(first, { known, after: 'aiwm' });
  if (first !== undefined && isShortCommand(first)) await addShort(program, first, reading);
  if (first === undefined || !isAreaName(first)) return parsed(program, line.argv, reading);

  const procedures: readonly AnyContractProcedure[] = Object.values(await operationsOf(first, second));
  const verbs = procedures.map((procedure) => verbOf(operationFacts(procedure).name));
  const own = areaCommands[first] ?? {};
  if (second !== undefined && Object.hasOwn(own, second)) {
    await addOwn(program, { area: first, verbs: [second] }, reading);
    return parsed(program, line.argv, reading);
  }
  const named = procedures.find((procedure, index) => verbs[index] === second || operationFacts(procedure).aliases.includes(second ?? ''));
  if (second !== undefined && named === undefined) throw unknownWord(second, { known: [...verbs, ...Object.keys(own)], after: `aiwm ${first}` });
  await addVerbs(program, { area: first, procedures: named === undefined ? procedures : [named] }, reading);
  if (named === undefined) await addOwn(program, { area: first, verbs: Object.keys(own) }, reading);
  if (named === undefined) for (const [word, area] of Object.entries(areasWithin[first] ?? {})) commandOf(program, first).command(word).summary(`${areaSummaries[area]}: \`aiwm help ${first} ${word}\``);
  return parsed(program, named === undefined ? line.argv : replaceWords(line, [first, verbOf(operationFacts(named).name)]), reading);
}

/** Every command with its flags, for what shows them all. */
export async function wholeProgram(terminal: Terminal): Promise<Command> {
  const reading: Reading = { terminal, pages: [], invocation: undefined };
  const program = newProgram(reading);
  for (const name of Object.keys(shortCommands).filter(isShortCommand)) await addShort(program, name, reading);
  for (const area of Object.keys(areas).filter(isAreaName)) {
    await addVerbs(program, { area, procedures: Object.values(await areas[area]()) }, reading);
    await addOwn(program, { area, verbs: Object.keys(areaCommands[area] ?? {}) }, reading);
  }
  return program;
}

/** What a reading gathers while commander walks the line. */
interface Reading {
  readonly terminal: Terminal;
  readonly pages: string[];
  invocation: Invocation | undefined;
}

function newProgram({ pages }: Reading): Command {
  const program = new Command('aiwm')
    .description('Design, run and supervise AI workflows on this machine.')
    .version(productVersion, '--version', 'the version of this program')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20, commandUsage: (command) => asTyped(new Help().commandUsage(command)) })
    .configureOutput({ writeOut: (text) => { pages.push(text); }, writeErr: (text) => { pages.push(text); }, outputError: () => {} });
  addGlobalFlags(program);
  for (const [name, { summary }] of Object.entries(shortCommands)) program.command(name).summary(summary).description(`${summary}.`).helpGroup('Short commands:');
  for (const [name, summary] of Object.entries(areaSummaries)) program.command(name).summary(summary).description(`${summary}.`).helpGroup('Areas (`aiwm help <area>` shows the commands of one):');
  program.addHelpText('after', () => ['', 'Exit codes:', ...exitCodeLines(), '', 'Results go to standard output, everything else to standard error.'].join('\n'));
  return program;
}

async function addShort(program: Command, name: keyof typeof shortCommands, reading: Reading): Promise<void> {
  await defineShort(commandOf(program, name), await shortCommands[name].load(), reading);
}

/** Commands of an area that are no operations of it. */
async function addOwn(program: Command, { area, verbs }: { readonly area: AreaName; readonly verbs: readonly string[] }, reading: Reading): Promise<void> {
  const parent = commandOf(program, area);
  for (const verb of verbs) {
    const entry = areaCommands[area]?.[verb];
    if (entry !== undefined) await defineShort(parent.command(verb).summary(entry.summary).description(`${entry.summary}.`), await entry.load(), reading);
  }
}

async function defineShort(command: Command, short: ShortCommand, reading: Reading): Promise<void> {
  await short.define(command);
  addGlobalFlags(command);
  command.action(() => {
    reading.invocation = { kind: 'short', command: short, flags: readGlobalFlags(command, reading.terminal), given: givenTo(command) };
  });
}

interface AreaVerbs {
  readonly area: AreaName;
  readonly procedures: readonly AnyContractProcedure[];
}

async function addVerbs(program: Command, { area, procedures }: AreaVerbs, reading: Reading): Promise<void> {
  const { describeOperation } = await import('../core/domain/operations/describe-operation.ts');
  const parent = commandOf(program, area).helpCommand(false);
  addGlobalFlags(parent);
  for (const procedure of procedures) {
    const operation = describeOperation(procedure);
    const { facts } = operation;
    const command = parent.command(verbOf(facts.name)).summary(facts.summary).description(`${facts.summary}.`);
    addInputFlags(command, operation);
    addOutFlag(command, facts.name);
    addFileFlags(command, facts.name);
    addYesFlag(command, facts);
    addGlobalFlags(command);
    const codes = [...new Set([...facts.errors, 'input_invalid', 'access_denied'])].join(', ');
    command.addHelpText('after', `\nMay fail with: ${codes}. \`aiwm --help\` shows the exit codes.`);
    command.action(() => {
      reading.invocation = { kind: 'operation', operation, flags: readGlobalFlags(command, reading.terminal), given: givenTo(command) };
    });
  }
}

/** Runs commander over the line: it ends in an action, a page of help, or a complaint. */
function parsed(program: Command, argv: readonly string[], reading: Reading): Invocation {
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw complaint(error);
  }
  // An area or the program alone: what they hold is the answer.
  return reading.invocation ?? { kind: 'text', text: reading.pages.length > 0 ? reading.pages.join('') : program.helpInformation() };
}

/** A value that does not fit is the input's fault, everything else the line's. */
function complaint({ code, message }: CommanderError): AppError {
  const told = message.replace(/^error: /u, '').replace(/\n\(Did you mean (.+)\?\)$/u, '; did you mean $1?');
  const sentence = `${told.charAt(0).toUpperCase()}${told.slice(1)}${/[.!?]$/u.test(told) ? '' : '.'}`;
  return new AppError(code === 'commander.invalidArgument' ? 'input_invalid' : 'usage', sentence, { next: 'The same command with --help shows what it takes.' });
}

function commandOf(program: Command, name: string): Command {
  const command = program.commands.find((candidate) => candidate.name() === name);
  if (command === undefined) throw new TypeError(`There is no command "${name}".`);
  return command;
}

function givenTo(command: Command): { readonly positionals: readonly string[]; readonly options: Readonly<Record<string, unknown>> } {
  const options: Record<string, unknown> = command.opts();
  return { positionals: command.args, options };
}

function verbOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
