import { type ClientContext, type ClientLink, ORPCError } from '@orpc/client';
import { currentAttempt } from '../state/attempts.ts';
import { keyed } from './call-facts.ts';

/**
 * Gives commands that take one their idempotency key. One that got no answer may have been done all the same; sent again with
 * the same input within one attempt, it goes with the same key, so that pressing again does it once. With an answer, whatever
 * it is, the key is spent; and with the end of the attempt, since the same may be meant anew by then.
 */
export function answerOnce<Context extends ClientContext>(link: ClientLink<Context>): ClientLink<Context> {
  const unanswered = new Map<string, { readonly key: string; readonly attempt: number }>();
  return {
    async call(path, input, options) {
      const operation = path.join('.');
      if (!keyed.has(operation) || typeof input !== 'object' || input === null || ('key' in input && input.key !== undefined)) return link.call(path, input, options);
      const asked = `${operation} ${JSON.stringify(input)}`;
      const attempt = currentAttempt();
      const before = unanswered.get(asked);
      const key = before?.attempt === attempt ? before.key : crypto.randomUUID();
      unanswered.set(asked, { key, attempt });
      try {
        const answer = await link.call(path, { ...input, key }, options);
        unanswered.delete(asked);
        return answer;
      } catch (error) {
        if (error instanceof ORPCError) unanswered.delete(asked);
        throw error;
      }
    },
  };
}
