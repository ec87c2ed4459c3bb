import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether this machine has what a private keychain is made of. */
export const hasSecretService = process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon'].every(isProgram);

/** A keychain of Linux for tests alone: its own bus, its own home, nothing of the person who runs them. */
export interface SecretService {
  /** What a program needs to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the keyring and begins it again: opened with a password, or left locked. The bus stays. */
  restart(how: { readonly unlockWith?: string }): Promise<void>;
  /** Ends the keyring; the bus stays. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startSecretService(password: string): Promise<SecretService> {
  const home = await mkdtemp(path.join(tmpdir(), 'aiwm-keyring-'));
  const folders = { HOME: home, XDG_DATA_HOME: path.join(home, 'data'), XDG_CONFIG_HOME: path.join(home, 'config'), XDG_CACHE_HOME: path.join(home, 'cache'), XDG_RUNTIME_DIR: path.join(home, 'run') };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  const base = { PATH: process.env['PATH'] ?? '', ...folders };
  const config = path.join(home, 'bus.conf');
  await writeFile(config, busConfig(home));
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'], { env: base, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await firstLine(bus);
  const environment = { ...base, DBUS_SESSION_BUS_ADDRESS: address };
  let keyring = await startKeyring(environment, password);
  const kill = async (): Promise<void> => { await ended(keyring); };
  return {
    environment,
    kill,
    async restart({ unlockWith }) {
      await kill();
      keyring = await startKeyring(environment, unlockWith);
    },
    async close() {
      await kill();
      await ended(bus);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A bus that begins no program by itself: a keyring that was ended stays so. */
function busConfig(home: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${home}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`;
}

/** It reads the password from standard input, whole, and says where it listens once it does. */
async function startKeyring(environment: NodeJS.ProcessEnv, password: string | undefined): Promise<ChildProcess> {
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...(password === undefined ? [] : ['--unlock'])], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  daemon.stdin.end(password ?? '');
  for (let tries = 0; tries < 200 && !ownsName(environment); tries += 1) await delay(25);
  return daemon;
}

function ownsName(environment: NodeJS.ProcessEnv): boolean {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  return execFileSync('dbus-send', question, { env: environment, encoding: 'utf8' }).includes('boolean true');
}

async function firstLine(process: ChildProcess): Promise<string> {
  const [chunk] = (await once(process.stdout ?? process, 'data')) as [Buffer];
  return chunk.toString('utf8').trim();
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function isProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
