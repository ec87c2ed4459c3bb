import { createPackageWithOptions, extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { unpacked } from '../../scripts/desktop/archive.ts';
import { burnFuses, fuses } from '../../scripts/desktop/fuses.ts';
import { installers } from '../../scripts/desktop/installers.ts';
import { sbomOf } from '../../scripts/desktop/sbom.ts';
import { shippedFolders } from '../../scripts/desktop/shipped-packages.ts';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'aiwm-packaging-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file that has fuses where a binary of Electron has them, all of them on. */
async function standIn(count = 9): Promise<string> {
  const file = path.join(folder, 'binary');
  await writeFile(file, Buffer.concat([Buffer.alloc(4096, 1), Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, count]), Buffer.from('1'.repeat(count)), Buffer.alloc(4096, 2)]));
  return file;
}

describe('the fuses', () => {
  it('are burnt, all nine', async () => {
    const binary = await standIn();

    await burnFuses(binary);

    const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(binary)) };
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map((fuse) => String.fromCharCode(Number(wire[fuse])))).toEqual(['0', '1', '0', '0', '1', '1', '0', '0', '1']);
    expect(Object.keys(fuses)).toHaveLength(Object.keys(FuseV1Options).length / 2);
  });

  it('stop the release where Electron has one that is not named', async () => {
    await expect(burnFuses(await standIn(10))).rejects.toThrow(/fuse/iu);
  });
});

describe('the archive', () => {
  it('holds the program, leaves beside it what the system opens, and its hashes tell of every changed byte', async () => {
    const app = path.join(folder, 'app');
    for (const [name, text] of [['dist/main/main.js', 'import "x";\n'], ['node_modules/a/prebuilds/linux-x64.node', 'native'], ['node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'font'], ['examples/hello/workflow.json', '{}']] as const) {
      await mkdir(path.dirname(path.join(app, name)), { recursive: true });
      await writeFile(path.join(app, name), text);
    }
    const archive = path.join(folder, 'app.asar');

    await createPackageWithOptions(app, archive, { unpack: `{${unpacked.map((one) => `**/${one.replace(/^\*\*\//u, '')}`).join(',')}}` });

    const isBeside = (name: string): boolean => (statFile(archive, path.normalize(name)) as { unpacked?: boolean }).unpacked === true;
    expect(listPackage(archive, { isPack: false }).filter((name) => path.extname(name) !== '').map((name) => [name.replaceAll('\\', '/').replace(/^\//u, ''), isBeside(name.slice(1))])).toEqual([
      ['dist/main/main.js', false], ['examples/hello/workflow.json', true], ['node_modules/a/prebuilds/linux-x64.node', true], ['node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf', true],
    ]);
    const entry = statFile(archive, path.join('dist', 'main', 'main.js')) as { integrity: { hash: string } };
    const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(hashOf(extractFile(archive, path.join('dist', 'main', 'main.js')))).toBe(entry.integrity.hash);
    expect(getRawHeader(archive).headerString).toContain(entry.integrity.hash);

    const bytes = await readFile(archive);
    bytes.writeUInt8(0x21, bytes.length - 2);
    await writeFile(archive, bytes);
    expect(hashOf(extractFile(archive, path.join('dist', 'main', 'main.js')))).not.toBe(entry.integrity.hash);
  });
});

describe('the configuration of the installers', () => {
  it('is of the Electron the types are of, checks the archive, takes updates only of the same signer, and opens links and files of ours', () => {
    expect(installers).toMatchObject({
      electronVersion: manifest.devDependencies.electron,
      asar: true,
      asarUnpack: unpacked,
      win: { verifyUpdateCodeSignature: true, target: [{ target: 'nsis' }] },
      mac: { hardenedRuntime: true, target: [{ target: 'dmg' }] },
      linux: { target: [{ target: 'AppImage' }, { target: 'deb' }] },
      protocols: [{ schemes: ['aiwm'] }],
      fileAssociations: [{ ext: 'aiwm' }],
    });
    expect(JSON.stringify(installers)).not.toContain('no-sandbox');
  });
});

const locked = (more: object = {}): { version: string } => ({ version: '1.0.0', ...more });

describe('what lies beside the bundles', () => {
  const outside = ['@napi-rs/keyring', '@node-rs/argon2', '@resvg/resvg-js', 'pdfkit', 'docx', 'echarts', 'dejavu-fonts-ttf'];
  const packages = {
    ...Object.fromEntries(outside.map((name) => [`node_modules/${name}`, locked()])),
    'node_modules/docx': locked({ dependencies: { nanoid: '^6', '@types/node': '^26' } }),
    'node_modules/nanoid': locked(),
    'node_modules/docx/node_modules/nanoid': locked({ dependencies: { deep: '^1' } }),
    'node_modules/deep': locked(),
    'node_modules/@types/node': locked(),
    'node_modules/@node-rs/argon2': locked({ optionalDependencies: { 'argon2-linux': '1', 'argon2-musl': '1', 'argon2-mac': '1', absent: '1' } }),
    'node_modules/argon2-linux': locked({ os: ['linux'], cpu: ['x64'], libc: ['glibc'], optional: true }),
    'node_modules/argon2-musl': locked({ os: ['linux'], cpu: ['x64'], libc: ['musl'], optional: true }),
    'node_modules/argon2-mac': locked({ os: ['darwin'], cpu: ['arm64'], optional: true }),
    'node_modules/better-sqlite3': locked(),
    'node_modules/vitest': locked({ dev: true }),
    'node_modules/electron': locked({ dev: true }),
  };

  it('is what they leave out, with all it needs on one platform', () => {
    const ofMac = shippedFolders({ packages }, { platform: 'darwin', arch: 'arm64' });
    expect(ofMac).toEqual([...outside.map((name) => `node_modules/${name}`), 'node_modules/argon2-mac', 'node_modules/better-sqlite3', 'node_modules/deep', 'node_modules/docx/node_modules/nanoid'].toSorted());
    expect(shippedFolders({ packages }, { platform: 'win32', arch: 'x64' }).filter((name) => name.includes('argon2-'))).toEqual([]);
  });

  it('is not put together where something of it is missing', () => {
    const { 'node_modules/deep': _gone, ...without } = packages;

    expect(() => shippedFolders({ packages: without }, { platform: 'linux', arch: 'x64' })).toThrow('deep, which node_modules/docx/node_modules/nanoid needs, is not in the lock file');
  });

  it('is named in the bill of materials, with Electron and Node, and nothing that only builds', () => {
    const { components } = sbomOf({ packages }, { version: '1.2.3', node: '24.21.0' });
    const names = components.map(({ name }) => name);

    expect(names).toEqual(expect.arrayContaining([...outside, 'better-sqlite3', 'electron', 'node']));
    expect(names).not.toContain('vitest');
  });
});
