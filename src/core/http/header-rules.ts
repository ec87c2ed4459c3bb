import { AppError } from '../domain/model/errors.ts';

export type HeaderRecord = Readonly<Record<string, string>>;

/** Those of the connection itself: whoever sets them could say one thing to us and another to the server. */
const ofConnection: ReadonlySet<string> = new Set(['connection', 'content-length', 'expect', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'proxy-connection', 'http2-settings', 'accept-encoding']);

/** What a request may tell a server its author did not name: what is wanted and what is sent, nothing of who asks. */
const anybodys: ReadonlySet<string> = new Set(['accept', 'accept-language', 'cache-control', 'content-language', 'content-type', 'if-modified-since', 'if-none-match', 'range', 'user-agent']);

const ofBody: ReadonlySet<string> = new Set(['content-type', 'content-language', 'content-encoding']);

/** Headers in small letters, each of them one a request may have. */
export function checkedHeaders(given: HeaderRecord): HeaderRecord {
  const checked = Object.entries(given).map(([name, value]) => {
    const plain = name.toLowerCase();
    if (!/^[\w!#$%&'*+.^`|~-]+$/u.test(name)) throw refused(name, 'is no name of a header');
    if (ofConnection.has(plain)) throw refused(name, 'is set by the connection itself');
    if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/u.test(value)) throw refused(name, 'has a value with characters that a header cannot have');
    return [plain, value.trim()] as const;
  });
  return Object.fromEntries(checked);
}

/** Those that the transport sets, left out: an SDK may have set them out of habit. */
export function withoutConnection(given: HeaderRecord): HeaderRecord {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !ofConnection.has(name.toLowerCase())));
}

/** Of the headers what a redirect takes along: to another origin no key, no cookie and nothing unknown. */
export function redirectedHeaders(headers: HeaderRecord, { isSameOrigin, keepsBody }: { readonly isSameOrigin: boolean; readonly keepsBody: boolean }): HeaderRecord {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => (isSameOrigin || anybodys.has(name)) && (keepsBody || !ofBody.has(name))));
}

/** Headers of an answer: names in small letters, repeated ones joined. */
export function answeredHeaders(raw: Readonly<Record<string, string | string[] | undefined>>): HeaderRecord {
  return Object.fromEntries(Object.entries(raw).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), typeof value === 'string' ? value : value.join(', ')] as const])));
}

function refused(name: string, why: string): AppError {
  return new AppError('input_invalid', `The header "${name.slice(0, 60)}" ${why}.`, { next: 'Leave it out, or write it another way.' });
}
