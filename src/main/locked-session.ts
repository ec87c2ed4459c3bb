import { isOurPage } from './app-scheme.ts';
import type { LockableSession } from './electron-like.ts';

/** What pages may ask of the machine and of the network: nothing but files of the product, and keeping what they made. */
export function lockSession(session: LockableSession): void {
  denyPermissions(session);
  denyNetwork(session);
  denyForeignDownloads(session);
}

/** Electron grants what it is not told to deny. */
function denyPermissions(session: LockableSession): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => { decide(false); });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => { decide({}); });
}

/** The content policy forbids it, too; here it holds whatever a page makes of its policy. */
function denyNetwork(session: LockableSession): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => { decide({ cancel: !isOwnAddress(url) }); });
}

/** A page saves what it put together itself, by a dialog; addresses of others are no files of ours. */
function denyForeignDownloads(session: LockableSession): void {
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
}

function isOwnAddress(address: string): boolean {
  return isOurPage(address) || isOwnBlob(address) || address.startsWith('data:');
}

function isOwnBlob(address: string): boolean {
  return address.startsWith('blob:') && isOurPage(address.slice('blob:'.length));
}
