import { hostAway } from '../../client/read-failure.ts';

/** A host that takes a call and says nothing for so long counts as one that does not answer. */
export const longestAnswerMs = 15_000;

/** The answer, or the failure of a call that nobody answered: what it asked for may be carried out all the same. */
export async function inTime<Answer>(call: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const ended = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(hostAway());
    ended.abort();
  }, longestAnswerMs);
  try {
    return await Promise.race([call(ended.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
