import { receivedError, sentError } from './carried-error.ts';
import { openHostLine } from './host-line.ts';
import type { SentByProcess, SentToProcess } from './sent-job.ts';

/** Asks whoever gave the job; one question at a time. */
export type Ask = (question: unknown) => Promise<unknown>;

/** What a process can do, by name. */
export type Jobs = Readonly<Record<string, (input: never, ask: Ask) => Promise<unknown>>>;

/** Does each job that comes over the message channel of this process, and answers before it takes another. */
export function serveJobs(jobs: Jobs): void {
  const line = openHostLine();
  const say = (message: SentByProcess): void => { line.say(message); };
  let asked: { readonly resolve: (answer: unknown) => void; readonly reject: (error: unknown) => void } | undefined;
  const ask: Ask = (question) =>
    new Promise((resolve, reject) => {
      asked = { resolve, reject };
      say({ question });
    });
  line.hear((heard) => {
    const message = heard as SentToProcess;
    if ('answer' in message) return asked?.resolve(message.answer);
    if ('unanswered' in message) return asked?.reject(receivedError(message.unanswered));
    void perform(jobs, { name: message.job, input: message.input, ask, say });
  });
}

interface Asked {
  readonly name: string;
  readonly input: unknown;
  readonly ask: Ask;
  readonly say: (message: SentByProcess) => void;
}

async function perform(jobs: Jobs, { name, input, ask, say }: Asked): Promise<void> {
  try {
    const job = jobs[name];
    if (job === undefined) throw new Error(`there is no job "${name}"`);
    say({ done: await job(input as never, ask) });
  } catch (error) {
    say({ failed: sentError(error) });
  }
}
