import { cleanError } from '../model/clean-error.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';
import { type AskModelDeps, askModel } from './ask-model.ts';

export type TriedPromptsDeps = Omit<AskModelDeps, 'onText'> & { readonly publisher: WorkflowEventPublisher };

/** Prompts somebody tries: one call answers the whole, and whoever listens under the same name hears it while it comes. */
export function triedPrompts({ publisher, ...deps }: TriedPromptsDeps): Pick<AreaService<'connectors'>, 'ask' | 'follow'> {
  return {
    async ask({ follow, ...question }, { signal }) {
      const say = (said: { readonly text: string; readonly end?: true }): void => {
        if (follow !== undefined) publisher.publish('connectors:said', { ask: follow, ...said });
      };
      try {
        return await askModel({ ...deps, onText: (text) => { say({ text }); } }, question, signal);
      } catch (error) {
        const { secret } = question;
        // A vendor may repeat what it was sent.
        throw secret === undefined ? error : cleanError(error, (text) => text.replaceAll(secret, '(the secret)'));
      } finally {
        say({ text: '', end: true });
      }
    },
    async *follow({ name }, { signal }) {
      const pieces = publisher.subscribe(['connectors:said'], { signal, where: ({ event }) => event.ask === name });
      yield { text: '', end: false };
      for await (const piece of pieces) {
        // What was missed on the way stands in the answer.
        if (piece.channel === 'gap') continue;
        const { text, end = false } = piece.event;
        yield { text, end };
        if (end) return;
      }
    },
  };
}
