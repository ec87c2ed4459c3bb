import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolveDataDirectory } from '../core/app/data-directory.ts';
import { isCorrelationId } from '../core/domain/model/caller.ts';
import { present } from '../core/domain/model/present.ts';
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
  /** The profile this command works under. */
  readonly profile?: string;
  /** A server elsewhere in the place of a data directory here. */
  readonly server?: ServerFlags;
  /** `connectors.llm=mock`, over whatever else says so. */
  readonly settings: readonly string[];
}

/** Which server is meant, and what opens it. */
export interface ServerFlags {
  /** Its address, or the name it was kept under. */
  readonly named: string;
  /** A file with an authority to believe. */
  readonly authorityFile?: string;
  /** A file with the token, in the place of AIWM_TOKEN. */
  readonly tokenFile?: string;
  /** The line names it, not the environment. */
  readonly isFlag: boolean;
}

/** Their names as commander keeps them; no field of an operation may have one. `profile` may be both: of a secret it says whose it is. */
export const globalNames = ['json', 'quiet', 'dataDir', 'color', 'correlationId', 'vaultPasswordFd', 'setting', 'server', 'ca', 'help'] as const;

/** Each command gets them itself, because `--version` is the program's before an area and a field's after one. */
const heading = 'Everywhere:';

export function addGlobalFlags(command: Command): void {
  const flags = [
    new Option('--json', 'results as JSON, one value a line'),
    new Option('-q, --quiet', 'only results and failures'),
    new Option('--data-dir <directory>', 'work on this data directory (else AIWM_HOME, else the platform’s)'),
    new Option('--server <address>', 'work on this server, by its address or the name `aiwm servers add` gave it (else AIWM_SERVER); AIWM_TOKEN lets in'),
    new Option('--token-file <file>', 'the token for --server, in the place of AIWM_TOKEN'),
    new Option('--ca <file>', 'believe this authority for --server, a certificate in PEM (else AIWM_CA)'),
    new Option('--correlation-id <id>', 'joins what this command causes, in journals and the audit log').argParser(readCorrelationId),
    new Option('--vault-password-fd <number>', 'read the master password of the vault from this descriptor').argParser(readDescriptor),
    new Option('--profile <name>', 'work under this profile (else AIWM_PROFILE, else the one in use)'),
    new Option('--setting <path=value>', 'for this command, such as connectors.llm=mock; may be repeated').argParser(collect),
    new Option('--color', 'colours even where no person looks').hideHelp(),
    new Option('--no-color', 'no colours'),
  ];
  const own = new Set(command.options.map(({ long }) => long));
  for (const flag of flags.filter(({ long }) => !own.has(long))) command.addOption(flag.helpGroup(heading));
  command.helpOption('-h, --help', 'this page');
}

/** The flags as given to the program, to the area or to the command; the innermost counts. */
export function readGlobalFlags(command: Command, terminal: Terminal): GlobalFlags {
  const given = optionsFromOutside(command);
  const { correlationId, vaultPasswordFd, profile, setting } = given;
  return {
    json: given['json'] === true,
    quiet: given['quiet'] === true,
    color: typeof given['color'] === 'boolean' ? given['color'] : terminal.isInteractive && !terminal.environment['NO_COLOR'],
    dataDirectory: resolveDataDirectory({ option: textOf(given['dataDir']), environment: terminal.environment }),
    settings: Array.isArray(setting) ? setting.map(String) : [],
    ...present({ server: serverFlags(given, terminal.environment) }),
    ...(typeof profile === 'string' ? { profile } : {}),
    ...(typeof correlationId === 'string' ? { correlationId } : {}),
    ...(typeof vaultPasswordFd === 'number' ? { vaultPasswordFd } : {}),
  };
}

/** A data directory that is named counts more than a server of the environment. */
function serverFlags({ server, ca, tokenFile, dataDir }: Readonly<Record<string, unknown>>, { AIWM_SERVER, AIWM_CA }: NodeJS.ProcessEnv): ServerFlags | undefined {
  const named = textOf(server) ?? (dataDir === undefined && AIWM_SERVER !== '' ? AIWM_SERVER : undefined);
  if (named === undefined) return undefined;
  return { named, isFlag: server !== undefined, ...present({ authorityFile: textOf(ca) ?? (AIWM_CA === '' ? undefined : AIWM_CA), tokenFile: textOf(tokenFile) }) };
}

function collect(text: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), text];
}

function readCorrelationId(text: string): string {
  if (isCorrelationId(text)) return text;
  throw new InvalidArgumentError('It is 1 to 100 letters, digits and . _ : - without anything between them.');
}

function readDescriptor(text: string): number {
  if (/^\d{1,6}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no descriptor.');
}

function optionsFromOutside(command: Command): Readonly<Record<string, unknown>> {
  const outer = command.parent === null ? {} : optionsFromOutside(command.parent);
  const values: Record<string, unknown> = command.opts();
  const everywhere = command.options.filter(({ helpGroupHeading }) => helpGroupHeading === heading).map((option) => option.attributeName());
  const own = Object.entries(values).filter(([name, value]) => everywhere.includes(name) && value !== undefined);
  return { ...outer, ...Object.fromEntries(own) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
