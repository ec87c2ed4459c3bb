import { readFailure } from '../../client/read-failure.ts';
import { sayDone, sayFailed, toastQueue } from '../../components/toasts.ts';
import { designerWords } from '../../strings/designer.ts';
import type { SessionNotices } from '../session/create-designer-session.ts';
import { announce } from './announcements.ts';

const words = designerWords.saving;

/** What a session tells the person at the window: in the corner where it matters, else at the foot of the designer. */
export function sessionNotices(stopTrying: () => void): SessionNotices {
  let failed: string | undefined;
  const close = (): void => {
    if (failed !== undefined) toastQueue.close(failed);
    failed = undefined;
  };
  return {
    refused(error) {
      const { message, next } = readFailure(error);
      announce([message, next].filter(Boolean).join(' '));
      sayFailed(designerWords.refused, error);
    },
    undone: (act) => { announce(designerWords.undone(act)); },
    redone: (act) => { announce(designerWords.redone(act)); },
    notKept: (error) => { sayFailed(words.notKept, error); },
    tookTheirs: () => { sayDone(words.tookTheirs); },
    merged: () => { sayDone(words.merged); },
    conflict() {
      close();
      announce(designerWords.conflict.title);
    },
    failed(error) {
      const { message } = readFailure(error);
      close();
      failed = toastQueue.add({
        tone: 'bad',
        title: words.failedTitle,
        detail: `${message} ${words.failedText}`,
        action: {
          label: words.stop,
          run() {
            stopTrying();
            announce(words.stopped);
          },
        },
      });
    },
    recovered() {
      close();
      sayDone(words.recovered);
    },
  };
}
