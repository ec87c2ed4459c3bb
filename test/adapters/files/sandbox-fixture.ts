import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createFileSandboxGuard } from '../../../src/core/files/file-sandbox-guard.ts';
import { createLocalFileConnector } from '../../../src/core/files/local-file-connector.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import type { SandboxDirectory } from '../../../src/core/domain/ports/file-connector.ts';

export const secret = 'SECRET';

/** A real folder with `box` (allowed) and `out` (not); `f` and `sub/` in both `box/dir` and `out`, and the link `box/evil` to `out`. */
export async function openSandbox(under: string = tmpdir()): Promise<Sandbox> {
  const root = await realpath(await mkdtemp(join(under, 'aiwm-files-')));
  const [box, out] = [join(root, 'box'), join(root, 'out')];
  await mkdir(join(box, 'dir', 'sub'), { recursive: true });
  await mkdir(join(out, 'sub'), { recursive: true });
  await writeFile(join(box, 'dir', 'f'), 'inside');
  await writeFile(join(out, 'f'), secret);
  await symlink(out, join(box, 'evil'), 'junction');
  const directories: SandboxDirectory[] = [{ path: box, read: true, write: true }];
  const guard = createFileSandboxGuard(async () => directories);
  const files = createLocalFileConnector({ guard, random: systemRandom });
  return { root, box, out, directories, guard, files, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

export interface Sandbox extends AsyncDisposable {
  readonly root: string;
  readonly box: string;
  readonly out: string;
  readonly directories: SandboxDirectory[];
  readonly guard: ReturnType<typeof createFileSandboxGuard>;
  readonly files: ReturnType<typeof createLocalFileConnector>;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
