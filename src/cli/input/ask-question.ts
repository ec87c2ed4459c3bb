import { createInterface } from 'node:readline/promises';
import { AppError } from '../../core/domain/model/errors.ts';

/** What was typed ahead of the next question: a reader takes all there is, and gives back one line. */
const ahead = { lines: [] as string[], rest: '' };

/** What the person at the terminal answers; undefined where nobody sits at one. */
export async function askQuestion(question: string, interrupted: AbortSignal): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const typed = ahead.lines.shift();
  if (typed !== undefined) {
    process.stderr.write(`${question}${typed}\n`);
    return typed;
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.on('line', (line) => { ahead.lines.push(line); });
  const stop = new AbortController();
  // Ctrl+C comes as a key while a line is read; the end of input is no answer, which is none that agrees.
  lines.once('SIGINT', () => { stop.abort(); });
  const ended = new Promise<string>((resolve) => { lines.once('close', () => { resolve(''); }); });
  try {
    const answer = lines.question(question, { signal: AbortSignal.any([interrupted, stop.signal]) });
    lines.write(ahead.rest);
    ahead.rest = '';
    return await Promise.race([answer, ended]);
  } catch (error) {
    if (!interrupted.aborted && !stop.signal.aborted) throw error;
    throw new AppError('interrupted', 'Interrupted before it was answered; nothing was changed.', { cause: error });
  } finally {
    ahead.rest = lines.line;
    lines.close();
  }
}
