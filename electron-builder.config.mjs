// electron-builder is no dependency: the release job calls it by its exact version, on Node 24, which reads TypeScript.
export { installers as default } from './scripts/desktop/installers.ts';
