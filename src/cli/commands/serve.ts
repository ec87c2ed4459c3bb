import { once } from 'node:events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from '../../core/app/app.ts';
import { readHostFile } from '../../core/app/host-file.ts';
import type { HttpServer } from '../../server/http-server.ts';
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
  define(command: Command) {
    command.addOption(new Option('-p, --port <number>', 'listen here, or fail if it is taken (default: 4319, else a free one)').argParser(readPort));
    command.addOption(new Option('--open', 'show the page in the browser'));
    command.addOption(new Option('--no-open', 'only print the link').hideHelp());
    command.addOption(new Option('--samples', 'publish the sample workflows').hideHelp());
    command.addOption(new Option('--no-samples', 'without the sample workflows that come with the product'));
    command.addHelpText('after', '\nWhere another process serves the directory already, its link is printed and the exit code is 0, whatever --port says.');
    command.addOption(new Option('--allow-programs', 'let the page in the browser add servers of tools that are programs of this machine'));
    command.addOption(new Option('--until-idle', 'end once the runs that clients named have nothing to do'));
  },
  async run(session, given) {
    const host = await takeHost(session, given);
    if (host === undefined) return greetOther(session, given);
    try {
      await serve(session, given, host);
    } finally {
      await host.close();
    }
    return 0;
  },
};

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}

async function takeHost(session: Session, { options }: GivenWords): Promise<Host | undefined> {
  const { dataDirectory } = session.flags;
  const untilIdle = options['untilIdle'] === true;
  // Before anything is made on disk; where another host is, that is what a person needs to hear.
  if (typeof options['port'] === 'number' && (await readHostFile(dataDirectory)) === undefined) {
    const { demandFreePort } = await import('../../server/listen-loopback.ts');
    await demandFreePort(options['port']);
  }
  const { openHost } = await import('../../core/app/open-host.ts');
  const open = (): Promise<Host | undefined> => openHost({ dataDirectory, untilIdle, vaultPassword: session.vaultPassword, settings: session.settings, ...(options['samples'] === false ? { samples: [] } : {}) });
  return untilIdle ? open() : openAfterBackground(session, open);
}

async function serve(session: Session, { options }: GivenWords, host: Host): Promise<void> {
  const { startHttpServer } = await import('../../server/http-server.ts');
  const server = await startHttpServer(host, { allowPrograms: options['allowPrograms'] === true, ...(typeof options['port'] === 'number' ? { port: options['port'] } : {}) });
  try {
    if (options['untilIdle'] === true) session.hint(`Serving ${host.dataDirectory} at ${server.address} until there is nothing to do.`);
    else await greet(session, { server, host, open: options['open'] === true });
    await (options['untilIdle'] === true ? stayUntilIdle(host.app, session.terminal.interrupted) : untilInterrupted(session.terminal.interrupted));
    session.hint('Closing; runs go on where they stand with the next host.');
  } finally {
    await server.close();
  }
}

async function greet(session: Session, { server, host, open }: { readonly server: HttpServer; readonly host: Host; readonly open: boolean }): Promise<void> {
  const link = server.link();
  if (session.flags.json) session.json({ link, address: server.address, pid: process.pid, dataDirectory: host.dataDirectory });
  else session.terminal.out(`${link}\n`);
  session.hint(session.paint('dim', `Serving ${host.dataDirectory}. The link is good for one tab; \`aiwm open\` gives another. Ctrl+C ends.`));
  if (open) await show(session, link);
}

async function show(session: Session, link: string): Promise<void> {
  if (!(await openBrowser(link))) session.hint('No browser could be started: open the link yourself.');
}

/** Another process is the host. Its page is as good, wherever this one was to listen. */
async function greetOther(session: Session, { options }: GivenWords): Promise<number> {
  const { dataDirectory } = session.flags;
  const host = await readHostFile(dataDirectory);
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
