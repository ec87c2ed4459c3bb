import { isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { RequestListener } from 'node:http';
import { AppError } from '../../core/domain/model/errors.ts';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate.ts';
import { listenAt, type ListeningServer, portOf } from './listen-at.ts';
import { portRefused } from './port-refused.ts';

/** How other machines may reach this one; nothing of it is taken for granted. */
export interface OutsideOptions {
  /** Such as `192.168.1.5`, `0.0.0.0:8443` or `[::]:8443`; without it nobody but this machine is listened to. */
  readonly listen?: string | undefined;
  readonly tls?: CertificateFiles | undefined;
  /** Somebody said that texts and tokens may cross the network as they are. */
  readonly isInsecure?: boolean | undefined;
  /** Where browsers reach it through a program in front, such as `https://aiwm.example.org`. */
  readonly publicUrls?: readonly string[] | undefined;
}

/** {@link OutsideOptions} that were found sound. */
export interface OutsidePlan {
  readonly at?: { readonly host: string; readonly port: number };
  readonly certificate?: Certificate;
  readonly publicUrls: readonly URL[];
}

const usualPort = 4320;

/**
 * What was asked for, checked before anything is opened: other machines are listened to over TLS, or where somebody said
 * that it may be insecure. Everything in between is refused.
 */
export async function planOutside({ listen, tls, isInsecure = false, publicUrls = [] }: OutsideOptions, now: number): Promise<OutsidePlan> {
  const urls = publicUrls.map((text) => publicUrl(text, isInsecure));
  if (listen === undefined) {
    if (tls !== undefined) throw usage('A certificate is for other machines, and none is listened to.', 'Say where with --listen.');
    if (isInsecure && urls.length === 0) throw usage('--insecure is for other machines, and none is listened to.', 'Say where with --listen.');
    return { publicUrls: urls };
  }
  const at = placeOf(listen);
  if (tls !== undefined && isInsecure) throw usage('With a certificate nothing is insecure: --insecure and --tls-cert exclude each other.', 'Leave one of them out.');
  if (tls === undefined && !isInsecure) {
    throw usage(`Listening at ${listen} without TLS would send texts and tokens across the network for everybody to read.`, 'Give a certificate with --tls-cert and --tls-key, or say --insecure if you mean it.');
  }
  return { at, publicUrls: urls, ...(tls === undefined ? {} : { certificate: await readCertificate(tls, now) }) };
}

/** Listens where other machines can reach it. A port that is in use and an address of another machine are refused. */
export async function listenOutside({ at, certificate }: OutsidePlan & { readonly at: NonNullable<OutsidePlan['at']> }, listener: RequestListener): Promise<{ readonly server: ListeningServer; readonly addresses: readonly string[] }> {
  try {
    const server = await listenAt({ ...at, certificate }, listener);
    boundConnections(server);
    return { server, addresses: namesOf(at.host, certificate).map((name) => new URL(`${certificate === undefined ? 'http' : 'https'}://${name}:${portOf(server)}`).origin) };
  } catch (error) {
    throw portRefused(error, { ...at, flag: '--listen' });
  }
}

/** What one address holds open is its own affair up to here, and all of them together leave room for this machine. */
const mostPerAddress = 256;
const mostConnections = 4096;

function boundConnections(server: ListeningServer): void {
  const open = new Map<string, number>();
  server.maxConnections = mostConnections;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const before = open.get(address) ?? 0;
    if (before >= mostPerAddress) {
      socket.destroy();
      return;
    }
    open.set(address, before + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}

/** What this place is called: as its certificate says, else by its address, or by those of this machine where all are listened at. */
function namesOf(host: string, certificate: Certificate | undefined): readonly string[] {
  if (certificate !== undefined && certificate.names.length > 0) return certificate.names;
  const isEvery = host === '0.0.0.0' || /^[0:]+$/u.test(host);
  const addresses = isEvery ? Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ family, internal, scopeid }) => !internal && (family === 'IPv4' || (isIP(host) === 6 && (scopeid ?? 0) === 0))).map(({ address }) => address) : [host];
  return addresses.map((address) => (isIP(address) === 6 ? `[${address}]` : address));
}

function placeOf(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, port = String(usualPort)] = /^(?:\[([\da-f:.]+)\]|([\d.]+))(?::(\d{1,5}))?$/iu.exec(text) ?? [];
  const host = bracketed ?? plain ?? text;
  if (isIP(host) === 0 || Number(port) > 65_535) throw usage(`"${text}" is no address to listen at.`, 'Give an address of this machine, with or without a port: 192.168.1.5:8443, 0.0.0.0 or [::]:8443.');
  if (/^127\.|^::1$|^::ffff:127\./iu.test(host)) throw usage(`${host} is this machine itself, which is always listened to.`, 'Choose its port with --port.');
  return { host, port: Number(port) };
}

function publicUrl(text: string, isInsecure: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (url === undefined || !isPlain || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw usage(`"${text}" is no address of a page.`, 'Give the address browsers show, without a path: https://aiwm.example.org.');
  if (url.protocol === 'http:' && !isInsecure) throw usage(`${text} is reached without TLS.`, 'Give an https address, or say --insecure if you mean it.');
  return url;
}

function usage(message: string, next: string): AppError {
  return new AppError('usage', message, { next });
}
