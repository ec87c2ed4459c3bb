import { changeSayer } from '../../../core/domain/model/definition/change-said.ts';
import { diffDefinitions } from '../../../core/domain/model/definition/diff-definitions.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
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
  let news: string | undefined;
  // One message of it at a time: the newest says how things stand.
  const elsewhere = (title: string, detail: string): void => {
    if (news !== undefined) toastQueue.close(news);
    news = toastQueue.add({ tone: 'good', title, detail }, { timeout: 6000 });
  };
  return {
    refused(error) {
      const { message, next } = readFailure(error);
      announce([message, next].filter(Boolean).join(' '));
      sayFailed(designerWords.refused, error);
    },
    undone: (act) => { announce(designerWords.undone(act)); },
    redone: (act) => { announce(designerWords.redone(act)); },
    overtaken: (act) => { toastQueue.add({ tone: 'bad', title: designerWords.overtaken(act), detail: designerWords.overtakenText }); },
    notKept: (error) => { sayFailed(words.notKept, error); },
    tookTheirs: (before, after) => { elsewhere(words.tookTheirs, changesIn(before, after)); },
    merged: (before, after) => { elsewhere(words.merged, changesIn(before, after)); },
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

/** The first of what others changed, in words, and how much more there is. */
function changesIn(before: JsonObject, after: JsonObject): string {
  const [first, ...rest] = diffDefinitions(before, after);
  return first === undefined ? words.onlyPlaces : words.changes(changeSayer(before, after)(first), rest.length);
}
