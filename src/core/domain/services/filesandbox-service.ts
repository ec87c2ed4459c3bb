import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { SandboxDirectoryView } from '../operations/filesandbox.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryInspection, FileSandboxGuard } from '../ports/file-connector.ts';
import type { SandboxNotes } from '../ports/sandbox-notes.ts';
import type { AreaService } from './area-service.ts';
import type { AllowedDirectory, SandboxDirectories } from './sandbox-directories.ts';

export interface FileSandboxServiceDeps {
  readonly config: ConfigPort;
  readonly guard: FileSandboxGuard;
  readonly directories: SandboxDirectories;
  readonly notes: SandboxNotes;
  readonly clock: Pick<Clock, 'now'>;
}

/** The directories workflows may touch. Those of the product stay; a person adds and removes others. */
export function createFileSandboxService({ config, guard, directories, notes, clock }: FileSandboxServiceDeps): AreaService<'filesandbox'> {
  return {
    async list() {
      const verified = await notes.verified();
      const items = await Promise.all((await directories()).map((directory) => view(guard, directory)));
      return { items: items.map((item) => ({ ...item, ...verifiedAt(verified[item.path]) })) };
    },
    async add({ path, read, write }) {
      if (!read && !write) throw new AppError('input_invalid', `Allowing "${path}" neither for reading nor for writing allows nothing.`, { next: '`aiwm filesandbox remove` takes it off the list.' });
      const found = await guard.inspect(path);
      const ofProduct = (await directories()).find((directory) => directory.path === found.path && directory.origin !== 'user');
      if (ofProduct !== undefined && (ofProduct.write || !write)) return view(guard, ofProduct);
      refuseUnusable(found, { read, write });
      const { value, revision } = await config.get('fileSandbox');
      const entry = { path: found.path, read, write };
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
    async verify() {
      const looked = await Promise.all((await directories()).map((directory) => lookAt(guard, directory)));
      const at = clock.now();
      await notes.note(Object.fromEntries(looked.filter(({ state }) => state === 'ok').map(({ path }) => [path, at])));
      const verified = await notes.verified();
      const items = looked.map((item) => ({ ...item, ...verifiedAt(verified[item.path]) }));
      return { sound: items.every(({ problem }) => problem === undefined), items };
    },
  };
}

function verifiedAt(at: number | undefined): { readonly verifiedAt?: string } {
  return at === undefined ? {} : { verifiedAt: new Date(at).toISOString() };
}

/** A directory as it is found now, and what is wrong with it. */
async function lookAt(guard: FileSandboxGuard, directory: AllowedDirectory): Promise<SandboxDirectoryView & { readonly problem?: string; readonly next?: string }> {
  const seen = await view(guard, directory);
  const again = directory.origin === 'user' ? `\`aiwm filesandbox remove "${directory.path}"\` takes it off the list.` : 'Install the product again, or bring its directory back.';
  try {
    const found = await guard.inspect(directory.path);
    if (found.path !== directory.path) return { ...seen, problem: `It is a link to "${found.path}" by now, and refused.`, next: `\`aiwm filesandbox add "${found.path}"\` allows that one; ${again}` };
    if (found.refusal !== undefined && directory.origin === 'user') return { ...seen, problem: `It ${found.refusal.why}.`, next: found.refusal.next };
    if (seen.state === 'ok') return seen;
    return { ...seen, problem: `It cannot be ${directory.read && !found.readable ? 'read' : 'written'} by this user.`, next: 'Change its permissions, or take it off the list.' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...seen, ...present({ problem: error.message, next: again }) };
  }
}

async function view(guard: FileSandboxGuard, directory: AllowedDirectory): Promise<SandboxDirectoryView> {
  return { ...directory, state: await stateOf(guard, directory) };
}

async function stateOf(guard: FileSandboxGuard, { path, read, write }: AllowedDirectory): Promise<SandboxDirectoryView['state']> {
  try {
    const found = await guard.inspect(path);
    if (found.path !== path) return 'denied';
    return (found.readable || !read) && (found.writable || !write) ? 'ok' : 'denied';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === 'not_found' || error.code === 'input_invalid' ? 'missing' : 'denied';
  }
}

function refuseUnusable({ path, readable, writable, refusal }: DirectoryInspection, { read, write }: { readonly read: boolean; readonly write: boolean }): void {
  if (refusal !== undefined) throw new AppError('precondition_failed', `"${path}" ${refusal.why} and cannot be allowed.`, { next: refusal.next, data: { path } });
  const isReadable = readable || !read;
  if (isReadable && (writable || !write)) return;
  throw new AppError('precondition_failed', `The directory "${path}" cannot be ${isReadable ? 'written' : 'read'} by this user.`, {
    next: isReadable ? 'Allow it for reading only, or change its permissions.' : 'Change its permissions, or choose another directory.',
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
