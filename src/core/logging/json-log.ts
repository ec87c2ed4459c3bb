import type { JsonObject } from '../domain/model/json.ts';
import { isLogged, type LogLevel, type LogLine, logModules } from '../domain/model/log-line.ts';
import { present } from '../domain/model/present.ts';
import type { Settings } from '../domain/model/settings.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { LogFacts, Logger } from '../domain/ports/logger.ts';
import { createLogFiles } from './log-files.ts';
import { createRedactor } from './redactor.ts';

export interface JsonLogDeps {
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes secrets that were handed out from a text. */
  readonly redact: (text: string) => string;
  /** Told where a line cannot be written: a log never throws. */
  readonly onLost: (error: unknown) => void;
}

export interface JsonLog extends Logger {
  child(module: string): Logger;
  /** Counts at once. */
  configure(settings: Settings['logging']): void;
  /** Writes what waits. */
  readonly flush: () => void;
  close(): void;
}

const waitMs = 50;
const longestText = 16_000;

/** Lines of JSON in files of `directory`. Errors and warnings are written at once, the rest together a moment later. */
export function createJsonLog({ directory, clock, redact, onLost }: JsonLogDeps): JsonLog {
  let settings: Settings['logging'] = { level: 'info', modules: {}, maxMegabytes: 8, keepFiles: 10 };
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const redactor = createRedactor(redact);
  const append = createLogFiles(directory, () => ({ maxBytes: settings.maxMegabytes * 1024 * 1024, keepFiles: settings.keepFiles }));
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const lines = waiting.join('');
    waiting = [];
    try {
      append(lines);
    } catch (error) {
      onLost(error);
    }
  };
  const write = ({ level, module, message }: Pick<LogLine, 'level' | 'module' | 'message'>, facts: LogFacts): void => {
    waiting.push(`${JSON.stringify(lineOf({ at: clock.now(), level, module, message: redactor.text(message), facts: redactor.facts(present(facts) as JsonObject) }))}\n`);
    if (level === 'error' || level === 'warn') flush();
    else timer ??= setTimeout(flush, waitMs).unref();
  };
  const child = (module: string): Logger => {
    const known = logModules.find((name) => name === module);
    const writes = (level: LogLevel): boolean => isLogged(level, (known === undefined ? undefined : settings.modules[known]) ?? settings.level);
    const at = (level: LogLevel) => (message: string, facts: LogFacts = {}): void => {
      // After it is closed its directory may be gone, or somebody else's.
      if (!isClosed && writes(level)) write({ level, module, message }, facts);
    };
    return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug'), writes, child };
  };
  process.on('exit', flush);
  return {
    ...child('host'),
    configure: (next) => { settings = next; },
    flush,
    close() {
      flush();
      isClosed = true;
      process.off('exit', flush);
    },
  };
}

function lineOf({ at, facts, ...line }: Pick<LogLine, 'level' | 'module' | 'message'> & { readonly at: number; readonly facts: JsonObject }): LogLine {
  const { correlationId, runId, node, ...rest } = facts;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const kept = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, longestText) : value]));
  return { at: new Date(at).toISOString(), ...line, message: line.message.slice(0, longestText), ...present({ correlationId: text(correlationId), runId: text(runId), node: text(node) }), pid: process.pid, ...(Object.keys(kept).length === 0 ? {} : { facts: kept }) };
}
