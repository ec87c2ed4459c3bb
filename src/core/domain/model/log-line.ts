import { z } from 'zod';
import { JsonRecord } from './json-value.ts';

/** The most important first. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export const LogLevel = z.enum(logLevels);
export type LogLevel = z.infer<typeof LogLevel>;

/** Who writes lines, each with a level of its own where the settings say so. */
export const logModules = ['host', 'server', 'commands', 'runs', 'effects', 'connectors', 'vault', 'settings', 'faults'] as const;
export const LogModule = z.enum(logModules);
export type LogModule = z.infer<typeof LogModule>;

/** One line of the log. */
export const LogLine = z.object({
  at: z.string().meta({ format: 'date-time' }),
  level: LogLevel,
  module: z.string(),
  message: z.string(),
  correlationId: z.string().optional().describe('Joins what one command caused'),
  runId: z.string().optional(),
  node: z.string().optional(),
  pid: z.int().optional().describe('The process that wrote it'),
  facts: JsonRecord.optional().describe('What else is known, without secrets'),
});
export type LogLine = z.infer<typeof LogLine>;

/** Whether a line of this level is written where `least` is the level. */
export function isLogged(level: LogLevel, least: LogLevel): boolean {
  return logLevels.indexOf(level) <= logLevels.indexOf(least);
}
