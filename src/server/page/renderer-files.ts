import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface RendererFile {
  readonly path: string;
  readonly mediaType: string;
  /** Its name changes with its content, so a browser may keep it for good. */
  readonly isHashed: boolean;
}

/** The built page by the paths of an address. */
export type RendererFiles = ReadonlyMap<string, RendererFile>;

const mediaTypes: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Every file of the built page, listed once: an address names an entry of this table or nothing, so that no spelling of
 * a path leads elsewhere. Empty where the page is not built. Maps of the source stay out.
 */
export async function listRendererFiles(directory: string): Promise<RendererFiles> {
  const files = new Map<string, RendererFile>();
  if (!(await isFile(path.join(directory, 'index.html')))) return files;
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const mediaType = mediaTypes[path.extname(entry.name)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(directory, file).split(path.sep).join('/')}`;
    files.set(address, { path: file, mediaType, isHashed: address.startsWith('/assets/') });
  }
  const page = files.get('/index.html');
  if (page !== undefined) files.set('/', page);
  return files;
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
