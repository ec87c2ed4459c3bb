import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { outsideArchive } from '../domain/model/outside-archive.ts';
import manifest from '../../../package.json' with { type: 'json' };

/** The product's own version. */
export const productVersion: string = manifest.version;

/** Folders of the sample workflows that come with the product, by name. None where it was installed without them. */
export function sampleFolders(): readonly string[] {
  const examples = outsideArchive(path.join(productRoot(), 'examples'));
  if (!existsSync(examples)) return [];
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  // The allow-list is compared with real paths.
  return folders.map(({ name }) => realpathSync(path.join(examples, name))).filter((folder) => existsSync(path.join(folder, 'workflow.json'))).toSorted();
}

/** Where the built program lies, whether or not it was built. */
export function builtDirectory(): string {
  return path.join(productRoot(), 'dist');
}

/** Where the built page lies, whether or not it was built. */
export function rendererDirectory(): string {
  return path.join(builtDirectory(), 'renderer');
}

/** The folder of our package.json: three floors up from the sources, two or three from a bundle, elsewhere when packaged. */
function productRoot(): string {
  for (let directory = import.meta.dirname; ; directory = path.dirname(directory)) {
    if (isOurs(path.join(directory, 'package.json'))) return directory;
    if (path.dirname(directory) === directory) return import.meta.dirname;
  }
}

function isOurs(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes(`"name": "${manifest.name}"`);
}
