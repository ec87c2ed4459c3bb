import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal } from '../http-refusal.ts';
import type { RendererFile, RendererFiles } from './renderer-files.ts';

/** Answers a request for a file of the page. Where the page is not built, its place says so. */
export async function serveFile(files: RendererFiles, pathname: string, { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse }): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new HttpRefusal(405, { code: 'operation_unknown', message: `"${pathname}" can only be read.`, next: 'Use GET; operations are below /rpc and /api.', headers: { allow: 'GET, HEAD' } });
  }
  const file = files.get(pathname);
  if (file !== undefined) return sendFile(file, { request, response });
  if (pathname === '/' && files.size === 0) return sendNotBuilt(response);
  throw new HttpRefusal(404, { code: 'not_found', message: `There is nothing at "${pathname}".`, next: 'The page is at "/", the interface for programs at /api/openapi and /api/openapi.json.' });
}

async function sendFile(file: RendererFile, { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse }): Promise<void> {
  const bytes = await readFile(file.path);
  response.setHeader('cache-control', cacheControl(file));
  response.setHeader('content-type', file.mediaType);
  response.setHeader('content-length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** The page itself is always asked for anew: it names the hashed files. */
function cacheControl({ isHashed, mediaType }: RendererFile): string {
  if (isHashed) return 'public, max-age=31536000, immutable';
  return mediaType.startsWith('text/html') ? 'no-store' : 'no-cache';
}

function sendNotBuilt(response: ServerResponse): void {
  response.statusCode = 503;
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end('<!doctype html><html lang="en"><title>AI Workflow Manager</title><h1>The page is not built</h1><p>Run <code>npm run build</code>, then start again. The command line and <code>/api</code> work without it.</p></html>\n');
}
