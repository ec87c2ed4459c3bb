/**
 * Keeps the files of the page, so that it opens while its host is away and says so. It keeps nothing else: no answer of the
 * host, no token, nothing anybody typed. The build writes the two values above this program, so that it differs whenever a
 * file does, and browsers take the new one.
 */
declare const self: ServiceWorkerGlobalScope;
/** The addresses of all files of this build, below the scope. */
declare const shellFiles: readonly string[];
/** Differs whenever one of them does. */
declare const shellVersion: string;

const prefix = 'aiwm-page-';
const own = `${prefix}${shellVersion}`;
const page = '/';

self.addEventListener('install', (event) => {
  event.waitUntil(keepFiles().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldBuilds().then(() => self.clients.claim()).then(tellPages));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === page) event.respondWith(newest(request, page));
  } else if (isHashed(pathname)) {
    event.respondWith(keptFor(request));
  } else if (shellFiles.includes(pathname)) {
    event.respondWith(newest(request, pathname));
  }
});

/** One after another: the page itself shares these connections. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(own);
  for (const file of shellFiles) {
    const known = isHashed(file) ? await caches.match(file) : undefined;
    await cache.put(file, known ?? (await fetched(file)));
  }
}

async function fetched(file: string): Promise<Response> {
  const response = await fetch(file, { cache: isHashed(file) ? 'default' : 'no-cache' });
  if (!response.ok) throw new TypeError(`"${file}" was answered with ${response.status}.`);
  return response;
}

/** A page that stands open since the build before still asks for files of that one. */
async function forgetOldBuilds(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
}

/** Which build is there now: a page that was opened before it may be of another. */
async function tellPages(): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's clients are of its own origin, and take no such argument.
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage({ build: shellVersion });
}

/** From the host, and as it was kept where no host answers. */
async function newest(request: Request, file: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(own)).match(file);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** What has its content in its name is the same everywhere. */
async function keptFor(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

function isHashed(pathname: string): boolean {
  return pathname.startsWith('/assets/');
}
