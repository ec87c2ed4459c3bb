import { z } from 'zod';
import { LogLevel, LogLine } from '../model/log-line.ts';
import { command, query, stream } from './define-operation.ts';
import { After, Limit, page } from './shapes.ts';

const filters = {
  level: LogLevel.optional().describe('Only lines at least this important'),
  module: z.string().min(1).optional().describe('Only lines of this module, such as commands'),
  run: z.string().min(1).optional().describe('Only lines about this run'),
  correlation: z.string().min(1).optional().describe('Only what the command with this correlation id caused'),
  since: z.string().min(1).optional().describe('Only from then on: an instant, a day, or how long ago, such as 15m or 2h'),
  until: z.string().min(1).optional().describe('Only lines before then: an instant, a day, or how long ago'),
  text: z.string().min(1).optional().describe('Only lines with this text anywhere, in any letter case'),
};

export const LogFile = z.object({ name: z.string(), bytes: z.int() });

/** What the program did, line by line. */
export const logs = {
  list: query('logs.list', {
    summary: 'List lines of the log, newest first',
    access: 'admin',
    input: z.strictObject({ ...filters, limit: Limit, after: After }),
    output: page(LogLine),
    example: { level: 'error', limit: 5 },
    aliases: ['ls', 'show'],
  }),
  tail: stream('logs.tail', {
    summary: 'Follow the log: its last lines, then each as it is written',
    access: 'admin',
    input: z.strictObject({ ...filters, lines: z.int().min(0).max(1000).default(20).describe('So many of the last lines first') }),
    output: LogLine,
    example: { lines: 5 },
    aliases: ['follow', 'watch'],
  }),
  bundle: command('logs.bundle', {
    summary: 'Pack the logs, with what else helps to find a fault and no secret, in a ZIP file',
    access: 'admin',
    input: z.strictObject({ reason: z.string().min(1).max(500).optional().describe('Why it is taken; the audit log keeps it') }),
    output: z.object({ name: z.string(), mediaType: z.string(), bytes: z.int(), files: z.array(LogFile), content: z.base64() }),
    example: {},
  }),
};
