/** Files that lie beside the archive: libraries of the system, fonts that native code opens, samples that go through the guard of files. */
export const unpacked = ['**/*.node', '**/node_modules/dejavu-fonts-ttf/**', 'examples/**'];
