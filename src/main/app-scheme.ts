import { readFile } from 'node:fs/promises';
import type { RendererFiles } from '../server/page/renderer-files.ts';
import { securityHeaders } from '../server/page/security-headers.ts';
import type { ElectronLike } from './electron-like.ts';

const scheme = 'app';
const host = 'aiwm';

/** Where the page lives in the desktop's window: an origin of its own, with no way to the file system. */
export const pageAddress = `${scheme}://${host}/`;

/** Whether an address is one of the page's, whatever other addresses look like it. */
export function isOurPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}

/** Must come before the app is ready. */
export function registerAppScheme({ protocol }: Pick<ElectronLike, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the listed files under the scheme, and nothing else. */
export function serveAppScheme({ protocol }: Pick<ElectronLike, 'protocol'>, files: RendererFiles): void {
  protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' && isOurPage(request.url) ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined) return new Response('There is nothing here.\n', { status: 404, headers: { ...securityHeaders, 'content-type': 'text/plain' } });
    return new Response(new Uint8Array(await readFile(file.path)), { headers: { ...securityHeaders, 'content-type': file.mediaType, 'cache-control': 'no-store' } });
  });
}
