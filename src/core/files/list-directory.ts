import { lstat } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import type { FileEntry } from '../domain/ports/file-connector.ts';
import { isMissing } from './file-errors.ts';
import { fileEntry } from './file-entry.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { compileGlob, type GlobMatcher } from './glob.ts';
import { GuardedDirectory } from './guarded-directory.ts';
import { temporaryName } from './leftover-writes.ts';

const maxDepth = 32;
const maxVisited = 100_000;

export interface ListRequest {
  readonly asked: string;
  readonly glob?: string;
  readonly recursive: boolean;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

interface Walk {
  readonly request: ListRequest;
  readonly matches: GlobMatcher;
  readonly found: FileEntry[];
  visited: number;
}

/**
 * Files and directories in the order of their names, each directory followed by what is in it, at most `limit`. Links,
 * devices and pipes are left out: what they stand for may lie elsewhere, and is listed where it lies.
 */
export async function listDirectory(guard: DescriptorGuard, request: ListRequest): Promise<readonly FileEntry[]> {
  const walk: Walk = { request, matches: request.glob === undefined ? () => true : compileGlob(request.glob), found: [], visited: 0 };
  const resolved = await guard.check(request.asked, 'read');
  await using directory = await GuardedDirectory.open(guard, resolved, 'read');
  await visit(directory, '', walk);
  return walk.found;
}

async function visit(directory: GuardedDirectory, prefix: string, walk: Walk): Promise<void> {
  const entries = (await directory.entries()).filter((entry) => !temporaryName.test(entry.name));
  walk.visited += entries.length;
  if (walk.visited > maxVisited) throw tooMany(walk.request.asked);
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const { name } of entries) {
    walk.request.signal?.throwIfAborted();
    if (walk.found.length >= walk.request.limit) return;
    await visitEntry(directory, { name, relative: prefix + name }, walk);
  }
}

async function visitEntry(directory: GuardedDirectory, { name, relative }: { name: string; relative: string }, walk: Walk): Promise<void> {
  try {
    const stats = await lstat(directory.at(name));
    if (!stats.isFile() && !stats.isDirectory()) return;
    if (walk.matches(relative)) walk.found.push(fileEntry(path.join(directory.path, name), stats));
    if (!stats.isDirectory() || !walk.request.recursive) return;
    if (relative.split('/').length >= maxDepth) throw tooDeep(walk.request.asked);
    await using child = await directory.child(name);
    await visit(child, `${relative}/`, walk);
  } catch (error) {
    // Removed since its directory was read; there is nothing to list any more.
    if (!isMissing(error)) throw error;
  }
}

function tooMany(asked: string): AppError {
  return new AppError('input_invalid', `"${asked}" holds more than ${maxVisited} entries.`, { next: 'List a directory further down.', data: { path: asked } });
}

function tooDeep(asked: string): AppError {
  return new AppError('input_invalid', `"${asked}" is more than ${maxDepth} directories deep.`, { next: 'List a directory further down.', data: { path: asked } });
}
