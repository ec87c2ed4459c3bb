import type { Backend } from './opened-backend.ts';

/** Where a program that holds no log notes what happened: the log belongs to the host, which is another process. */
export const standardErrors: Backend['log'] = {
  warn: (message, facts = {}) => { process.stderr.write(`${message} ${JSON.stringify(facts)}\n`); },
};
