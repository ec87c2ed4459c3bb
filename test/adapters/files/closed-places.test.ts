import { mkdir, open, rename, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { closedPlaces } from '../../../src/core/files/closed-places.ts';
import { createFileSandboxGuard } from '../../../src/core/files/file-sandbox-guard.ts';
import { createLocalFileConnector } from '../../../src/core/files/local-file-connector.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { bytesOf, openSandbox, type Sandbox, secret, textOf } from './sandbox-fixture.ts';

const small = { maxBytes: 1000 };

/** A data directory inside the allowed directory, as if somebody had allowed what lies above it. */
async function openAbove(sandbox: Sandbox) {
  const dataDirectory = join(sandbox.box, 'data');
  const own = join(dataDirectory, 'files');
  await mkdir(own, { recursive: true });
  await writeFile(join(dataDirectory, 'host.json'), secret);
  await writeFile(join(own, 'n.txt'), 'mine');
  const closed = closedPlaces({ dataDirectory, open: [own], home: homedir() });
  const guard = createFileSandboxGuard(async () => sandbox.directories, closed);
  return { dataDirectory, own, guard, files: createLocalFileConnector({ guard, random: systemRandom }) };
}

describe('the data directory below an allowed one', () => {
  it('is closed to reading, writing and listing; its files are open', async () => {
    await using sandbox = await openSandbox();
    const { dataDirectory, own, files } = await openAbove(sandbox);

    await expect(files.read(join(dataDirectory, 'host.json'), small)).rejects.toMatchObject({ code: 'path_denied', next: expect.not.stringContaining('filesandbox add') });
    await expect(files.read(join(own, '..', 'host.json'), small)).rejects.toMatchObject({ code: 'path_denied' });
    await expect(files.write(join(dataDirectory, 'CURRENT'), bytesOf('x'), { overwrite: true })).rejects.toMatchObject({ code: 'path_denied' });
    await expect(files.write(join(dataDirectory, 'new', 'x'), bytesOf('x'), { overwrite: true })).rejects.toMatchObject({ code: 'path_denied' });
    await expect(files.list(dataDirectory, { recursive: false, limit: 10 })).rejects.toMatchObject({ code: 'path_denied' });
    expect(textOf((await files.read(join(own, 'n.txt'), small)).bytes)).toBe('mine');
    expect(await files.write(join(own, 'sub', 'x'), bytesOf('x'), { overwrite: false })).toMatchObject({ bytes: 1 });
  });

  it('is closed behind links and behind the system’s own paths to a descriptor', async () => {
    await using sandbox = await openSandbox();
    const { dataDirectory, own, files } = await openAbove(sandbox);
    await symlink(dataDirectory, join(own, 'up'), 'junction');
    await symlink(join(dataDirectory, 'host.json'), join(own, 'token'));
    await using handle = await open(join(dataDirectory, 'host.json'));

    await expect(files.read(join(own, 'up', 'host.json'), small)).rejects.toMatchObject({ code: 'path_denied' });
    await expect(files.read(join(own, 'token'), small)).rejects.toMatchObject({ code: 'path_denied' });
    if (process.platform !== 'linux') return;
    for (const path of [`/proc/self/fd/${handle.fd}`, `/proc/self/root${dataDirectory}/host.json`, '/proc/self/environ']) {
      await expect(files.read(path, small)).rejects.toMatchObject({ code: 'path_denied' });
    }
  });

  it.skipIf(process.platform === 'win32')('is closed to a descriptor that was opened by a path swapped after the check', async () => {
    await using sandbox = await openSandbox();
    const { dataDirectory, guard } = await openAbove(sandbox);
    await mkdir(join(sandbox.box, 'plain'));
    await writeFile(join(sandbox.box, 'plain', 'host.json'), 'harmless');
    const asked = join(sandbox.box, 'plain', 'host.json');
    const racing = createLocalFileConnector({
      random: systemRandom,
      guard: {
        ...guard,
        async check(path, access) {
          const resolved = await guard.check(path, access);
          await rename(join(sandbox.box, 'plain'), join(sandbox.box, 'gone'));
          await symlink(dataDirectory, join(sandbox.box, 'plain'));
          return resolved;
        },
      },
    });

    await expect(racing.read(asked, small)).rejects.toMatchObject({ code: 'path_denied' });
  });
});

describe('a directory to allow', () => {
  const linux = closedPlaces({ dataDirectory: '/home/ann/.local/share/aiwm', open: ['/home/ann/.local/share/aiwm/files'], home: '/home/ann', platform: 'linux' });
  const windows = closedPlaces({
    dataDirectory: String.raw`D:\data\aiwm`,
    open: [],
    home: String.raw`C:\Users\Ann`,
    platform: 'win32',
    environment: { SystemRoot: String.raw`C:\Windows`, ProgramFiles: String.raw`C:\Program Files` },
  });

  it.each(['/', '/etc', '/etc/ssl', '/proc/self', '/usr/bin', '/var', '/root', '/home', '/home/ann', '/home/ann/.local', '/home/ann/.local/share/aiwm', '/home/ann/.local/share/aiwm/gen-0001'])('%s is refused with a narrower one', (path) => {
    expect(linux.refusal(path)?.next).toContain('workflow-files');
  });

  it.each(['/home/ann/Documents', '/home/ann/.local/share/aiwm/files/in', '/home/ann/.local/share/aiwm-more', '/var/data', '/srv/share', '/mnt/disk', '/tmp/reports'])('%s is accepted', (path) => {
    expect(linux.refusal(path)).toBeUndefined();
  });

  it.each(['C:\\', 'D:\\', String.raw`c:\windows\System32`, String.raw`C:\Program Files\x`, String.raw`C:\Users`, String.raw`C:\users\ann`, String.raw`d:\Data`])('%s is refused on Windows', (path) => {
    expect(windows.refusal(path)?.next).toContain('workflow-files');
  });

  it('a folder of the home directory is accepted on Windows', () => {
    expect(windows.refusal(String.raw`C:\Users\Ann\Documents`)).toBeUndefined();
  });
});

describe('the advice of a denied path', () => {
  it('names its directory only if it is there and may be allowed, else where the file can go', async () => {
    await using sandbox = await openSandbox();
    const closed = closedPlaces({ dataDirectory: join(sandbox.root, 'data'), open: [], home: homedir() });
    const files = createLocalFileConnector({ guard: createFileSandboxGuard(async () => sandbox.directories, closed), random: systemRandom });
    const nextOf = async (path: string): Promise<unknown> => files.read(path, small).then(() => undefined, (error: unknown) => (error instanceof AppError ? error.next : undefined));

    expect(await nextOf(join(sandbox.out, 'f'))).toContain(`filesandbox add "${sandbox.out}"`);
    for (const path of ['/etc/passwd', '/passwd', join(sandbox.out, 'missing', 'f'), join(homedir(), 'x'), join(dirname(sandbox.out), 'x')]) {
      const next = await nextOf(path);
      expect(next).toContain(`"${sandbox.box}"`);
      expect(next).not.toContain('filesandbox add');
    }
  });
});
