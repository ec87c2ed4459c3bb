import { once } from 'node:events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from '../../core/app/app.ts';
import { readHostFile } from '../../core/app/host-file.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import type { HttpServer } from '../../server/http-server.ts';
import type { OutsideOptions, OutsidePlan } from '../../server/listening/listen-outside.ts';
import { connect } from '../connect.ts';
import { requestLink } from '../connect/request-link.ts';
import type { GivenWords } from '../input/read-input.ts';
import { openBrowser } from './open-browser.ts';
import { openAfterBackground } from '../connect/after-background.ts';
import { untilIdle as stayUntilIdle } from './until-idle.ts';
import type { Session } from '../session.ts';
import type { ShortCommand } from '../short-command.ts';

/** `aiwm serve`: the host of the data directory, until it is interrupted. */
export const serveCommand: ShortCommand = {
  isHere: true,
  define(command: Command) {
    command.addOption(new Option('-p, --port <number>', 'listen here, or fail if it is taken (default: 4319, else a free one)').argParser(readPort));
    command.addOption(new Option('--listen <address[:port]>', 'let other machines in as well, at this address of ours or at all (0.0.0.0, [::]); port 4320 where none is named. Needs a certificate, or --insecure'));
    command.addOption(new Option('--tls-cert <file>', 'the certificate for it in PEM, those of its issuers behind it'));
    command.addOption(new Option('--tls-key <file>', 'its private key in PEM, which not everybody may read'));
    command.addOption(new Option('--insecure', 'let other machines in without TLS: everybody on the way reads along; for programs only, the page is not shown there'));
    command.addOption(new Option('--public-url <url>', 'an address a program in front of this one is reached at, such as https://aiwm.example.org; may be repeated').argParser(collect));
    command.addOption(new Option('--drain <seconds>', 'when it is to end, answer for so long that it is not ready (/ready), so that nothing new is sent here').argParser(readSeconds));
    command.addOption(new Option('--grace <seconds>', 'how long what is being answered may still take when it ends').default(10).argParser(readSeconds));
    command.addOption(new Option('--open', 'show the page in the browser'));
    command.addOption(new Option('--no-open', 'only print the link').hideHelp());
    command.addOption(new Option('--samples', 'publish the sample workflows').hideHelp());
    command.addOption(new Option('--no-samples', 'without the sample workflows that come with the product'));
    command.addHelpText('after', '\nWhere another process serves the directory already, its link is printed and the exit code is 0, whatever --port says; with --listen or --public-url that is refused.');
    command.addOption(new Option('--allow-programs', 'let the page in the browser add servers of tools that are programs of this machine'));
    command.addOption(new Option('--until-idle', 'end once the runs that clients named have nothing to do'));
  },
  async run(session, given) {
    const { planOutside } = await import('../../server/listening/listen-outside.ts');
    const outside = await planOutside(outsideOptions(given), Date.now());
    const host = await takeHost(session, given);
    if (host === undefined) return greetOther(session, given, outside);
    try {
      await serve(session, given, { host, outside });
    } finally {
      await host.close();
    }
    return 0;
  },
};

function readSeconds(text: string): number {
  if (/^\d{1,4}$/u.test(text) && Number(text) <= 3600) return Number(text);
  throw new InvalidArgumentError('It is a number of seconds from 0 to 3600.');
}

function collect(text: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), text];
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}

function outsideOptions({ options }: GivenWords): OutsideOptions {
  const { tlsCert: cert, tlsKey: key, listen, publicUrl } = options;
  if ((cert === undefined) !== (key === undefined)) throw new AppError('usage', 'A certificate is of no use without its key, nor a key without its certificate.', { next: 'Give both: --tls-cert and --tls-key.' });
  return {
    isInsecure: options['insecure'] === true,
    publicUrls: Array.isArray(publicUrl) ? publicUrl.map(String) : [],
    ...(typeof listen === 'string' ? { listen } : {}),
    ...(typeof cert === 'string' && typeof key === 'string' ? { tls: { cert, key } } : {}),
  };
}

async function takeHost(session: Session, { options }: GivenWords): Promise<Host | undefined> {
  const { dataDirectory } = session.flags;
  const untilIdle = options['untilIdle'] === true;
  // Before anything is made on disk; where another host is, that is what a person needs to hear.
  if (typeof options['port'] === 'number' && (await readHostFile(dataDirectory)) === undefined) {
    const { demandFreePort } = await import('../../server/listening/listen-loopback.ts');
    await demandFreePort(options['port']);
  }
  const { openHost } = await import('../../core/app/open-host.ts');
  const open = (): Promise<Host | undefined> => openHost({ dataDirectory, untilIdle, vaultPassword: session.vaultPassword, settings: session.settings, ...(options['samples'] === false ? { samples: [] } : {}) });
  return untilIdle ? open() : openAfterBackground(session, open);
}

interface Served {
  readonly host: Host;
  readonly outside: OutsidePlan;
}

async function serve(session: Session, { options }: GivenWords, { host, outside }: Served): Promise<void> {
  const { startHttpServer } = await import('../../server/http-server.ts');
  const server = await startHttpServer(host, { outside, graceMs: secondsOf(options['grace'], 10), drainMs: secondsOf(options['drain'], 0), allowPrograms: options['allowPrograms'] === true, ...(typeof options['port'] === 'number' ? { port: options['port'] } : {}) });
  try {
    if (options['untilIdle'] === true) session.hint(`Serving ${host.dataDirectory} at ${server.address} until there is nothing to do.`);
    else await greet(session, { server, host, open: options['open'] === true });
    await (options['untilIdle'] === true ? stayUntilIdle(host.app, session.terminal.interrupted) : untilInterrupted(session.terminal.interrupted));
    session.hint('Closing; runs go on where they stand with the next host.');
  } finally {
    await server.close();
  }
}

function secondsOf(given: unknown, usual: number): number {
  return (typeof given === 'number' ? given : usual) * 1000;
}

async function greet(session: Session, { server, host, open }: { readonly server: HttpServer; readonly host: Host; readonly open: boolean }): Promise<void> {
  const link = server.link();
  if (session.flags.json) session.json({ link, address: server.address, ...(server.outside.length === 0 ? {} : { outside: server.outside }), pid: process.pid, dataDirectory: host.dataDirectory });
  else session.terminal.out(`${link}\n`);
  session.hint(session.paint('dim', `Serving ${host.dataDirectory}. The link is good for one tab; \`aiwm open\` gives another. Ctrl+C ends.`));
  for (const address of server.outside) session.hint(`Other machines reach it at ${address}${address.startsWith('https:') ? `: ${server.link(address)}` : ', without TLS: everybody on the way reads along'}.`);
  if (open) await show(session, link);
}

async function show(session: Session, link: string): Promise<void> {
  if (!(await openBrowser(link))) session.hint('No browser could be started: open the link yourself.');
}

/** Another process is the host. Its page is as good, wherever this one was to listen. */
async function greetOther(session: Session, { options }: GivenWords, outside: OutsidePlan): Promise<number> {
  const { dataDirectory } = session.flags;
  const host = await readHostFile(dataDirectory);
  const isWider = outside.at !== undefined || outside.publicUrls.length > 0;
  if (isWider) throw new AppError('conflict', `${host === undefined ? 'Another process' : `Process ${host.pid}`} serves "${dataDirectory}" already, and whom it listens to is decided when it starts.`, { next: 'End that process, then run this again.', data: { directory: dataDirectory } });
  const who = host === undefined ? 'Another process' : `Process ${host.pid}`;
  const where = host?.address === undefined ? '' : ` at ${host.address}`;
  // It may be opening still; a stream's connection waits for it.
  await (await connect({ dataDirectory, kind: 'stream', settings: session.settings, signal: session.terminal.interrupted })).close();
  if (options['untilIdle'] === true) return 0;
  const link = await requestLink(dataDirectory);
  if (session.flags.json) session.json(link);
  else session.terminal.out(`${link.link}\n`);
  session.hint(`${who} serves "${dataDirectory}" already${where}.`);
  if (options['open'] === true) await show(session, link.link);
  return 0;
}

async function untilInterrupted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
