import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import type { SandboxDirectory } from '../domain/ports/file-connector.ts';
import type { ClosedPlaces } from './closed-places.ts';
import { errnoOf } from './file-errors.ts';

export interface Denied {
  /** The path as it was asked for. */
  readonly asked: string;
  readonly access: 'read' | 'write';
  /** It lies where it may be read but not written. */
  readonly isReadable: boolean;
  readonly isClosed: boolean;
}

/** `path_denied` whose next step works: it names a directory to allow only if that one is there and may be allowed. */
export async function outsideSandbox({ asked, access, isReadable, isClosed }: Denied, closed: ClosedPlaces, allowed: readonly SandboxDirectory[]): Promise<AppError> {
  const data = { path: asked, access };
  const place = allowed.find((directory) => directory[access])?.path;
  const inside = place === undefined ? 'a directory that is allowed' : `"${place}"`;
  if (isClosed) {
    return new AppError('path_denied', `"${asked}" belongs to the product or the system itself and stays closed to workflows.`, { next: `Use files in ${inside}.`, data });
  }
  const isFolder = await isDirectory(asked);
  const directory = isFolder ? asked : path.dirname(asked);
  const canBeAllowed = await mayBeAllowed(directory, closed);
  if (access === 'write' && isReadable) {
    const next = canBeAllowed ? `Allow writing with \`aiwm filesandbox add "${directory}" --write\`, or write elsewhere.` : `Write into ${inside}.`;
    return new AppError('path_denied', `"${asked}" lies in a directory that may be read but not written.`, { next, data });
  }
  const otherwise = access === 'write' ? `Write into ${inside}` : `Copy the ${isFolder ? 'folder' : 'file'} into ${inside}`;
  const next = canBeAllowed ? `${otherwise}, or allow ${isFolder ? 'it' : 'its own directory'} with \`aiwm filesandbox add "${directory}"${access === 'write' ? ' --write' : ''}\`.` : `${otherwise}.`;
  return new AppError('path_denied', `"${asked}" is outside the directories that workflows may ${access}.`, { next, data });
}

async function isDirectory(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}

async function mayBeAllowed(directory: string, closed: ClosedPlaces): Promise<boolean> {
  try {
    const real = await realpath(directory);
    return (await isDirectory(real)) && closed.refusal(real) === undefined;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}
