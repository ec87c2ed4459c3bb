import type { Lock, Locked } from './shipped-packages.ts';

/** Everything that is shipped, as CycloneDX: what the bundles hold, what lies beside them, Electron and the Node of the command line. */
export function sbomOf(lock: Lock, { version, node }: { readonly version: string; readonly node: string }) {
  const packages = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== '' && dev !== true && !/^node_modules\/node-/u.test(folder));
  const electron = lock.packages['node_modules/electron'];
  if (electron === undefined) throw new Error('The lock file does not name Electron.');
  const components = [
    ...packages.map(([folder, locked]) => component(folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length), locked)),
    component('electron', electron),
    component('node', { version: node, license: 'MIT' }),
  ];
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: { type: 'application', name: 'ai-workflow-manager', version } }, components };
}

function component(name: string, { version, license, integrity }: Locked) {
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace(/^@/u, '%40')}@${version}`,
    ...(license === undefined ? {} : { licenses: [{ license: { name: license } }] }),
    ...(integrity === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/u, ''), 'base64').toString('hex') }] }),
  };
}
