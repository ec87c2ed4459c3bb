import { join } from 'node:path';
import { unpacked } from './archive.ts';
import { burnFuses } from './fuses.ts';

/** What electron-builder says of the program it has just put together. */
interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: { readonly appInfo: { readonly productFilename: string } };
}

const executableName = 'ai-workflow-manager';
const here = `release/${process.platform}-${process.arch}`;
const isSigned = process.env['AIWM_SIGNED'] === 'true';
const updates = process.env['AIWM_UPDATES'];

/** Installers of the desktop program, made of what `npm run package` put together. */
export const installers = {
  appId: 'org.aiworkflowmanager.desktop',
  productName: 'AI Workflow Manager',
  electronVersion: '45.4.1',
  directories: { app: `${here}/app`, output: 'release/installers', buildResources: 'build' },
  icon: 'build/icons/icon.png',
  asar: true,
  // What the system or native code opens has to be a file; everything else is read from the archive, whose hashes the binary knows.
  asarUnpack: unpacked,
  npmRebuild: false,
  // The command line runs beside the archive, with a Node of its own.
  extraResources: [
    { from: `${here}/cli`, to: 'cli' },
    { from: `${here}/sbom.cdx.json`, to: 'sbom.cdx.json' },
  ],
  protocols: [{ name: 'AI Workflow Manager', schemes: ['aiwm'] }],
  fileAssociations: [{ ext: 'aiwm', name: 'Workflow of AI Workflow Manager', description: 'A workflow or package', mimeType: 'application/vnd.aiwm', role: 'Editor' }],
  afterPack: async ({ appOutDir, electronPlatformName, packager: { appInfo } }: Packed) => {
    const isMac = electronPlatformName === 'darwin';
    const windowsOrMac = `${appInfo.productFilename}${isMac ? '.app' : '.exe'}`;
    await burnFuses(join(appOutDir, electronPlatformName === 'linux' ? executableName : windowsOrMac), isMac);
  },
  // Updates are taken only of who signed this one. The address is the release job's to say.
  publish: updates === undefined ? null : [{ provider: 'generic', url: updates, channel: 'latest' }],
  forceCodeSigning: isSigned,
  win: { target: [{ target: 'nsis', arch: [process.arch] }], verifyUpdateCodeSignature: true },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: { target: [{ target: 'dmg', arch: [process.arch] }], category: 'public.app-category.productivity', hardenedRuntime: true, gatekeeperAssess: false, notarize: isSigned },
  linux: { target: [{ target: 'AppImage', arch: [process.arch] }, { target: 'deb', arch: [process.arch] }], category: 'Office', executableName, synopsis: 'Design, run and supervise AI workflows', maintainer: 'AI Workflow Manager' },
  // Without this an AppImage would be started without the sandbox, which the program refuses.
  appImage: { executableArgs: ['--enable-sandbox'] },
  deb: { depends: ['libgtk-3-0', 'libnotify4', 'libnss3', 'libsecret-1-0', 'xdg-utils'] },
};
