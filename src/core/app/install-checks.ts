import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { SystemCheck } from '../domain/services/system-service.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { newestMigration } from '../storage/local-sqlite/migrations.ts';
import { faultsOfFiles } from './installed-files.ts';
import { builtDirectory } from './product-files.ts';
import { check, type Finding, nodeFinding, ok } from './system-check.ts';

export interface InstallChecksDeps {
  readonly data: Pick<WorkflowDataPort, 'inspect'>;
  readonly directory: DataDirectory;
  readonly vault: Pick<CredentialVault, 'status'>;
  /** Where the built program lies. @default the product's own */
  readonly built?: string;
}

const leastFreeBytes = 200 * 1024 * 1024;

/** What `system validate` looks at: whether this program is whole, and can work with this data on this machine. */
export function installChecks({ data, directory, vault, built = builtDirectory() }: InstallChecksDeps): (() => Promise<SystemCheck>)[] {
  return [
    check('node', 'Node.js', async () => nodeFinding('failed', ` on ${process.platform}-${process.arch}`)),
    check('files', 'Files of the program', () => files(built)),
    ...nativeModules.map(({ id, title, load }) => check(id, title, async () => ok(await load()))),
    check('migrations', 'Migrations of the database', () => migrations(data)),
    check('vault', 'Vault', () => vaultState(vault)),
    ...probed(directory).map(({ name, title, place }) => check(`write-${name}`, `Writing in ${title}`, () => writeProbe(place))),
    check('space', 'Free space', () => space(directory.root)),
  ];
}

/** Native parts are the first that another platform, another Node or half an installation breaks. */
const nativeModules: readonly { readonly id: string; readonly title: string; readonly load: () => Promise<string> }[] = [
  { id: 'native-sqlite', title: 'Native module of the database', load: async () => `SQLite ${(await import('../storage/local-sqlite/sqlite-probe.ts')).probeSqlite()}` },
  {
    id: 'native-keychain',
    title: 'Native module of the keychain',
    load: async () => {
      await (await import('../vault/native-probe.ts')).probeKeyring();
      return 'loads';
    },
  },
  {
    id: 'native-passwords',
    title: 'Native module of passwords',
    load: async () => {
      await (await import('../vault/native-probe.ts')).probeKdf();
      return 'makes keys';
    },
  },
];

async function files(built: string): Promise<Finding> {
  const found = await faultsOfFiles(built);
  if (found === undefined) return { state: 'warning', detail: `"${built}" holds no list of its files, so none was compared`, next: 'A program that was built with `npm run build` has one.' };
  const { checked, faults } = found;
  if (faults.length === 0) return ok(`${checked} files are as they were built`);
  return { state: 'failed', detail: `${faults.length} of ${checked} files are missing or were changed: ${faults.slice(0, 5).join(', ')}${faults.length > 5 ? ', …' : ''}`, next: 'Install the program again, or run `npm run build`.' };
}

async function migrations(data: InstallChecksDeps['data']): Promise<Finding> {
  const { schemaVersion, integrity } = await data.inspect();
  const detail = `at ${String(schemaVersion)} of ${newestMigration}, integrity ${String(integrity)}`;
  if (schemaVersion === newestMigration && integrity === 'ok') return ok(detail);
  return { state: 'failed', detail, next: integrity === 'ok' ? 'Start a host of this version on the data: `aiwm serve`.' : 'Restore a backup of the data directory.' };
}

async function vaultState(vault: InstallChecksDeps['vault']): Promise<Finding> {
  const { state, detail } = await vault.status();
  return state === 'locked' ? { state: 'warning', detail, next: '`aiwm vault unlock` opens that of a running host.' } : ok(detail);
}

function probed({ root, generation, files: workspace, logs }: DataDirectory): readonly { readonly name: string; readonly title: string; readonly place: string }[] {
  return [
    { name: 'data', title: 'the data directory', place: root },
    { name: 'database', title: 'the directory of the database', place: generation },
    { name: 'files', title: 'the files of workflows', place: workspace },
    { name: 'logs', title: 'the logs', place: logs },
  ];
}

/** What a save does: write, reach the disk, take another's place, be read again. Nothing of it stays. */
async function writeProbe(place: string): Promise<Finding> {
  const [first, second] = [path.join(place, `.aiwm-probe-${randomUUID()}`), path.join(place, `.aiwm-probe-${randomUUID()}`)];
  try {
    const handle = await open(first, 'wx', 0o600);
    try {
      await handle.writeFile('probe');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(first, second);
    if ((await readFile(second, 'utf8')) !== 'probe') return { state: 'failed', detail: `What is written to "${place}" does not come back`, next: 'Put the data directory on a local disk: --data-dir.' };
    return ok(place);
  } catch (error) {
    return { state: 'failed', detail: `"${place}" cannot be written: ${error instanceof Error ? error.message : String(error)}`, next: 'Make it writable, or choose another data directory with --data-dir.' };
  } finally {
    await Promise.all([first, second].map((file) => rm(file, { force: true })));
  }
}

async function space(root: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  const mebibytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));
  if (free >= leastFreeBytes) return ok(`More than ${mebibytes(leastFreeBytes)} MiB where the data lies`);
  return { state: 'warning', detail: `${mebibytes(free)} MiB where the data lies`, next: 'Free some space: a full disk stops every run.' };
}
