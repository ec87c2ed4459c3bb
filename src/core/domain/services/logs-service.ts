import { isLogged, type LogLevel, type LogLine } from '../model/log-line.ts';
import type { CallContext } from '../model/caller.ts';
import { toInstant } from '../model/instant.ts';
import type { ArchivePort } from '../ports/archive-port.ts';
import type { Clock } from '../ports/clock.ts';
import type { LogBook } from '../ports/log-book.ts';
import { encodeBase64 } from '../model/base64.ts';
import type { AreaService } from './area-service.ts';
import { momentOf } from './moment-of.ts';

export interface LogsServiceDeps {
  readonly logBook: LogBook;
  readonly clock: Pick<Clock, 'now'>;
  readonly archives: Pick<ArchivePort, 'pack'>;
  /** What a bundle tells besides the logs, by the names of its files. */
  readonly bundleParts: (call: CallContext) => Promise<{ readonly [file: string]: unknown }>;
}

/** What the program did, line by line. */
export function createLogsService({ logBook, clock, archives, bundleParts }: LogsServiceDeps): AreaService<'logs'> {
  const instantOf = (field: 'since' | 'until', text: string | undefined): string | undefined => (text === undefined ? undefined : toInstant(momentOf(field, text, clock.now())));
  const wanted = (question: Question) => isWanted(question, instantOf('since', question.since), instantOf('until', question.until));
  const newest = (question: Question, limit: number, before?: string) => {
    const found: { readonly place: string; readonly line: LogLine }[] = [];
    const fits = wanted(question);
    if (limit > 0) for (const placed of logBook.newest(before)) if (fits(placed.line) && found.push(placed) === limit) break;
    return found;
  };
  return {
    async list({ limit, after, ...question }) {
      const found = newest(question, limit + 1, after);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items: items.map(({ line }) => line), ...(found.length > limit && last !== undefined ? { next: last.place } : {}) };
    },
    async *tail({ lines, ...question }, { signal }) {
      const end = logBook.end();
      yield* newest(question, lines, end).toReversed().map(({ line }) => line);
      const fits = wanted(question);
      for await (const line of logBook.follow(end, signal)) if (fits(line)) yield line;
    },
    async bundle(_, call) {
      const parts = Object.entries(await bundleParts(call)).map(([name, value]) => ({ path: name, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`) }));
      const files = [...parts, ...logBook.files().map(({ name, bytes }) => ({ path: `logs/${name}`, bytes }))];
      const packed = await archives.pack(files);
      const name = `aiwm-logs-${toInstant(clock.now()).replaceAll(/[:.]/gu, '-')}.zip`;
      return { name, mediaType: 'application/zip', bytes: packed.length, files: files.map((file) => ({ name: file.path, bytes: file.bytes.length })), content: encodeBase64(packed) };
    },
  };
}

interface Question {
  readonly level?: LogLevel | undefined;
  readonly module?: string | undefined;
  readonly run?: string | undefined;
  readonly correlation?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly text?: string | undefined;
}

function isWanted({ level = 'debug', module, run, correlation, text }: Question, since: string | undefined, until: string | undefined): (line: LogLine) => boolean {
  const sought = text?.toLowerCase();
  return (line) =>
    isLogged(line.level, level) &&
    (module === undefined || line.module === module) &&
    (run === undefined || line.runId === run) &&
    (correlation === undefined || line.correlationId === correlation) &&
    (since === undefined || line.at >= since) &&
    (until === undefined || line.at < until) &&
    (sought === undefined || JSON.stringify(line).toLowerCase().includes(sought));
}
