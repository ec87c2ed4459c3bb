import { readHostFile } from '../../core/app/host-file.ts';
import { errorFromWire, isErrorWire } from '../../core/domain/model/error-wire.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { addressOf } from './host-address.ts';

export interface PageLink {
  /** Good for one tab. */
  readonly link: string;
  readonly address: string;
}

/** A new link to the page of the running host; `precondition_failed` where there is none. */
export async function requestLink(dataDirectory: string): Promise<PageLink> {
  const host = addressOf(await readHostFile(dataDirectory));
  if (host === undefined) throw nobodyServes(dataDirectory);
  const answer = await ask(`${host.address}/session/code`, host.token, dataDirectory);
  const body: unknown = await answer.json();
  if (isErrorWire(body)) throw errorFromWire(body);
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string') throw nobodyServes(dataDirectory);
  return { link: `${host.address}/#code=${body.code}`, address: host.address };
}

async function ask(url: string, token: string, dataDirectory: string): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  } catch (cause) {
    throw nobodyServes(dataDirectory, cause);
  }
}

function nobodyServes(directory: string, cause?: unknown): AppError {
  return new AppError('precondition_failed', `Nobody serves the page of "${directory}".`, { next: '`aiwm serve` does.', data: { directory }, cause });
}
