import type { Json } from '../model/json.ts';
import type { LogLevel } from '../model/log-line.ts';

/** Facts beside a line: ids, names, numbers. Secrets are taken out wherever they stand. */
export type LogFacts = { readonly [name: string]: Json | undefined };

/** Writes lines a person can search later. It never throws and never waits. */
export interface Logger {
  error(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  debug(message: string, facts?: LogFacts): void;
  /** Whether lines of this level are written now: what a line tells need not be put together where they are not. */
  writes(level: LogLevel): boolean;
  /** The same for one module, whose level can be set alone. */
  child(module: string): Logger;
}
