import { AppError } from './errors.ts';

/** A server somewhere, and what opens it. */
export interface RemoteServer {
  /** Such as `https://aiwm.example.org:8443`, without a path. */
  readonly url: string;
  readonly token: string;
  /** Certificates in PEM of an authority of its own. */
  readonly authority?: string;
}

/** The address as it is kept: an origin. A token goes nowhere in clear text but to this machine. */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) throw refused(`"${text.slice(0, 200)}" is no address of a server.`, 'Use one such as https://aiwm.example.org:8443.');
  if (url.username !== '' || url.password !== '') throw refused('An address of a server holds no name and no password.', 'Give the token with AIWM_TOKEN or --token-file.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw refused(`A server is its address alone: ${url.origin}.`, `Use ${url.origin}.`);
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) throw refused(`To ${url.origin} a token would go in clear text.`, 'Use https; a server of an authority of your own is believed with --ca.');
  return url.origin;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** One word, as it goes into a header. */
export function readServerToken(text: string, from: string): string {
  const token = text.trim();
  if (/^[\x21-\x7e]{1,500}$/u.test(token)) return token;
  throw refused(`${from} holds no token.`, 'A token is one word, such as `aiwm tokens create` prints it on the server.');
}

export function readAuthority(text: string, from: string): string {
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw refused(`${from} holds no certificate in PEM.`, 'Name the certificate of the authority, in PEM.');
}

function refused(message: string, next: string): AppError {
  return new AppError('input_invalid', message, { next });
}
