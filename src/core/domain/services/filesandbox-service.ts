import { AppError } from '../model/errors.ts';
import type { SandboxDirectoryView } from '../operations/filesandbox.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { DirectoryInspection, FileSandboxGuard } from '../ports/file-connector.ts';
import type { AreaService } from './area-service.ts';
import type { AllowedDirectory, SandboxDirectories } from './sandbox-directories.ts';

export interface FileSandboxServiceDeps {
  readonly config: ConfigPort;
  readonly guard: FileSandboxGuard;
  readonly directories: SandboxDirectories;
}

/** The directories workflows may touch. Those of the product stay; a person adds and removes others. */
export function createFileSandboxService({ config, guard, directories }: FileSandboxServiceDeps): AreaService<'filesandbox'> {
  return {
    async list() {
      return { items: await Promise.all((await directories()).map((directory) => view(guard, directory))) };
    },
    async add({ path, write }) {
      const found = await guard.inspect(path);
      const ofProduct = (await directories()).find((directory) => directory.path === found.path && directory.origin !== 'user');
      if (ofProduct !== undefined && (ofProduct.write || !write)) return view(guard, ofProduct);
      refuseUnusable(found, write);
      const { value, revision } = await config.get('fileSandbox');
      const entry = { path: found.path, read: true, write };
      await config.set('fileSandbox', { allowlist: [...value.allowlist.filter((other) => other.path !== found.path), entry] }, revision);
      return view(guard, { ...entry, origin: 'user' });
    },
    async remove({ path }) {
      const { value, revision } = await config.get('fileSandbox');
      const entry = value.allowlist.find((other) => other.path === path) ?? value.allowlist.find((other) => other.path === withoutEnd(path));
      if (entry === undefined) throw notAllowed(path, await directories());
      await config.set('fileSandbox', { allowlist: value.allowlist.filter((other) => other !== entry) }, revision);
      return { path: entry.path };
    },
    async check({ path, access }) {
      return { path, realPath: await guard.check(path, access), access };
    },
  };
}

async function view(guard: FileSandboxGuard, directory: AllowedDirectory): Promise<SandboxDirectoryView> {
  return { ...directory, state: await stateOf(guard, directory) };
}

async function stateOf(guard: FileSandboxGuard, { path, write }: AllowedDirectory): Promise<SandboxDirectoryView['state']> {
  try {
    const { readable, writable } = await guard.inspect(path);
    return readable && (writable || !write) ? 'ok' : 'denied';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === 'not_found' || error.code === 'input_invalid' ? 'missing' : 'denied';
  }
}

function refuseUnusable({ path, readable, writable, refusal }: DirectoryInspection, write: boolean): void {
  if (refusal !== undefined) throw new AppError('precondition_failed', `"${path}" ${refusal.why} and cannot be allowed.`, { next: refusal.next, data: { path } });
  if (readable && (writable || !write)) return;
  throw new AppError('precondition_failed', `The directory "${path}" cannot be ${readable ? 'written' : 'read'} by this user.`, {
    next: readable ? 'Allow it for reading only, or change its permissions.' : 'Change its permissions, or choose another directory.',
    data: { path },
  });
}

function notAllowed(path: string, directories: readonly AllowedDirectory[]): AppError {
  const ofProduct = directories.find((directory) => directory.path === path || directory.path === withoutEnd(path));
  return ofProduct === undefined
    ? new AppError('not_found', `The directory "${path}" is not on the allow-list.`, { next: '`aiwm filesandbox list` shows what is.', data: { path } })
    : new AppError('precondition_failed', `The directory "${path}" comes with the product and stays allowed.`, { next: 'Remove a directory that was added.', data: { path } });
}

function withoutEnd(path: string): string {
  return path.replace(/[/\\]+$/u, '');
}
