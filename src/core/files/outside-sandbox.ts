import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import type { SandboxDirectory } from '../domain/ports/file-connector.ts';
import type { ClosedPlaces } from './closed-places.ts';
import { errnoOf } from './file-errors.ts';

export interface Denied {
  /** The path as it was asked for. */
  readonly asked: string;
  /** Where that is or would be, links followed. */
  readonly place: string;
  readonly access: 'read' | 'write';
  /** It lies where it may be read but not written. */
  readonly isReadable: boolean;
  readonly isClosed: boolean;
}

/** `path_denied` whose next step works: it names a directory to allow only if that one is there and may be allowed. */
export async function outsideSandbox({ asked, place, access, isReadable, isClosed }: Denied, closed: ClosedPlaces, allowed: readonly SandboxDirectory[]): Promise<AppError> {
  const denied = (why: string, next: string): AppError => {
    const what = path.resolve(asked) === place ? `"${asked}"` : `"${asked}" leads to "${place}", which`;
    return new AppError('path_denied', `${what} ${why}`, { next, data: { path: asked, realPath: place, access } });
  };
  const open = allowed.find((directory) => directory[access])?.path;
  const inside = open === undefined ? 'a directory that is allowed' : `"${open}"`;
  if (isClosed) return denied('belongs to the product or the system itself and stays closed to workflows.', `Use files in ${inside}.`);
  const isFolder = await isDirectory(place);
  const directory = isFolder ? place : path.dirname(place);
  const canBeAllowed = await mayBeAllowed(directory, closed);
  if (access === 'write' && isReadable) {
    const next = canBeAllowed ? `Allow writing with \`aiwm filesandbox add "${directory}" --write\`, or write elsewhere.` : `Write into ${inside}.`;
    return denied('lies in a directory that may be read but not written.', next);
  }
  const otherwise = access === 'write' ? `Write into ${inside}` : `Copy the ${isFolder ? 'folder' : 'file'} into ${inside}`;
  const next = canBeAllowed ? `${otherwise}, or allow ${isFolder ? 'it' : 'its own directory'} with \`aiwm filesandbox add "${directory}"${access === 'write' ? ' --write' : ''}\`.` : `${otherwise}.`;
  return denied(`is outside the directories that workflows may ${access}.`, next);
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
