import { readFailure } from '../../client/read-failure.ts';
import { sayFailed, toastQueue } from '../../components/toasts.ts';
import { designerWords } from '../../strings/designer.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import { announce, hush } from './announcements.ts';

export interface Refusals {
  readonly say: (error: unknown) => void;
  /** Something else is done, or looked at: what could not be done is past. */
  readonly pass: () => void;
}

/** Why an act could not be done: one at a time, and only until the next. */
export function createRefusals(): Refusals {
  let shown: { readonly toast: string; readonly words: string } | undefined;
  const pass = (): void => {
    if (shown === undefined) return;
    toastQueue.close(shown.toast);
    hush(shown.words);
    shown = undefined;
  };
  return {
    say(error) {
      pass();
      const { message, next } = readFailure(error);
      const words = [message, next].filter(Boolean).join(' ');
      announce(words);
      shown = { toast: sayFailed(designerWords.refused, error), words };
    },
    pass,
  };
}

/** With the next act, another window over the designer, or the designer itself, goes what was refused. */
export function passOn({ session, view }: CommandContext, { pass }: Refusals): () => void {
  let { definition } = session.get();
  let { dialog } = view.get();
  const acted = session.subscribe(() => {
    if (session.get().definition === definition) return;
    ({ definition } = session.get());
    pass();
  });
  const opened = view.subscribe(() => {
    if (view.get().dialog === dialog) return;
    ({ dialog } = view.get());
    if (dialog !== undefined) pass();
  });
  return () => {
    acted();
    opened();
    pass();
  };
}
