import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileConnector } from '../../../src/core/domain/ports/file-connector.ts';
import { createLocalFileConnector } from '../../../src/core/files/local-file-connector.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { openSandbox, type Sandbox } from './sandbox-fixture.ts';

/** Files of the sandbox while somebody moves a directory out of it, just after it was opened and found inside. */
function filesWhileMoving({ guard, out }: Sandbox, directory: string): FileConnector {
  return createLocalFileConnector({
    random: systemRandom,
    guard: {
      ...guard,
      async demand(realPath, access, asked) {
        await guard.demand(realPath, access, asked);
        if (realPath === directory) await rename(directory, join(out, 'taken'));
      },
    },
  });
}

// Elsewhere an open directory does not tell where it was moved.
describe.runIf(process.platform === 'linux')('a directory that is moved out of the sandbox once it is open', () => {
  it('has no file deleted in it', async () => {
    await using sandbox = await openSandbox();
    const [directory, file] = [join(sandbox.box, 'dir'), join(sandbox.box, 'dir', 'f')];
    const identity = (await sandbox.files.look(file))?.identity ?? '';

    await expect(filesWhileMoving(sandbox, directory).remove(file, { identity })).rejects.toMatchObject({ code: 'path_denied' });

    expect(await readdir(join(sandbox.out, 'taken'))).toEqual(['f', 'sub']);
  });

  it.each([false, true])('has no file moved out of it (overwriting: %s)', async (overwrite) => {
    await using sandbox = await openSandbox();
    const [directory, file, target] = [join(sandbox.box, 'dir'), join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'to')];
    await mkdir(target);
    const identity = (await sandbox.files.look(file))?.identity ?? '';

    await expect(filesWhileMoving(sandbox, directory).move(file, join(target, 'f'), { overwrite, identity })).rejects.toMatchObject({ code: 'path_denied' });

    expect(await readdir(join(sandbox.out, 'taken'))).toEqual(['f', 'sub']);
    expect(await readdir(target)).toEqual([]);
  });

  it.each([false, true])('has no file moved into it (overwriting: %s)', async (overwrite) => {
    await using sandbox = await openSandbox();
    const [file, target] = [join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'to')];
    await mkdir(target);
    const identity = (await sandbox.files.look(file))?.identity ?? '';

    await expect(filesWhileMoving(sandbox, target).move(file, join(target, 'f'), { overwrite, identity })).rejects.toMatchObject({ code: 'path_denied' });

    expect(await readdir(join(sandbox.box, 'dir'))).toEqual(['f', 'sub']);
    expect(await readdir(join(sandbox.out, 'taken'))).toEqual([]);
  });
});
