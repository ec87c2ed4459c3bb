import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolveDataDirectory } from '../core/app/data-directory.ts';
import type { Terminal } from './terminal.ts';

/** What every command takes, wherever it stands on the line. */
export interface GlobalFlags {
  /** Results as JSON, one value a line; failures as one JSON line on standard error. */
  readonly json: boolean;
  /** Nothing beside results and failures. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly correlationId?: string;
  /** A descriptor the master password of the vault is read from. */
  readonly vaultPasswordFd?: number;
}

/** Their names as commander keeps them; no field of an operation may have one. */
export const globalNames = ['json', 'quiet', 'dataDir', 'color', 'correlationId', 'vaultPasswordFd', 'help'] as const;

/** Each command gets them itself, because `--version` is the program's before an area and a field's after one. */
export function addGlobalFlags(command: Command): void {
  const heading = 'Everywhere:';
  const flags = [
    new Option('--json', 'results as JSON, one value a line'),
    new Option('-q, --quiet', 'only results and failures'),
    new Option('--data-dir <directory>', 'work on this data directory (else AIWM_HOME, else the platform’s)'),
    new Option('--correlation-id <id>', 'joins what this command causes, in journals and the audit log'),
    new Option('--vault-password-fd <number>', 'read the master password of the vault from this descriptor').argParser(readDescriptor),
    new Option('--color', 'colours even where no person looks').hideHelp(),
    new Option('--no-color', 'no colours'),
  ];
  for (const flag of flags) command.addOption(flag.helpGroup(heading));
  command.helpOption('-h, --help', 'this page');
}

/** The flags as given to the program, to the area or to the command; the innermost counts. */
export function readGlobalFlags(command: Command, terminal: Terminal): GlobalFlags {
  const given = optionsFromOutside(command);
  const { correlationId, vaultPasswordFd } = given;
  return {
    json: given['json'] === true,
    quiet: given['quiet'] === true,
    color: typeof given['color'] === 'boolean' ? given['color'] : terminal.isInteractive && !terminal.environment['NO_COLOR'],
    dataDirectory: resolveDataDirectory({ option: textOf(given['dataDir']), environment: terminal.environment }),
    ...(typeof correlationId === 'string' ? { correlationId } : {}),
    ...(typeof vaultPasswordFd === 'number' ? { vaultPasswordFd } : {}),
  };
}

function readDescriptor(text: string): number {
  if (/^\d{1,6}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no descriptor.');
}

function optionsFromOutside(command: Command): Readonly<Record<string, unknown>> {
  const outer = command.parent === null ? {} : optionsFromOutside(command.parent);
  const own: Record<string, unknown> = command.opts();
  return { ...outer, ...own };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
