import { changeSayer } from '../../../core/domain/model/definition/change-said.ts';
import { diffDefinitions } from '../../../core/domain/model/definition/diff-definitions.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { readFailure } from '../../client/read-failure.ts';
import { byteWords } from '../../components/time-words.ts';
import { sayDone, sayFailed, toastQueue } from '../../components/toasts.ts';
import { designerWords } from '../../strings/designer.ts';
import type { OpenSession, SessionNotices } from '../session/create-designer-session.ts';
import { announce } from './announcements.ts';
import type { Refusals } from './refusals.ts';

const words = designerWords.saving;

/** What a session tells the person at the window: in the corner where it matters, else at the foot of the designer. */
export function sessionNotices(session: () => Pick<OpenSession, 'stopTrying' | 'get'>, refusals: Refusals): SessionNotices {
  let failed: string | undefined;
  const close = (): void => {
    if (failed !== undefined) toastQueue.close(failed);
    failed = undefined;
  };
  let unkept: string | undefined;
  let news: string | undefined;
  // One message of it at a time: the newest says how things stand.
  const elsewhere = (title: string, detail: string): void => {
    if (news !== undefined) toastQueue.close(news);
    news = toastQueue.add({ tone: 'good', title, detail }, { timeout: 6000 });
  };
  return {
    refused: refusals.say,
    undone: (act) => { announce(designerWords.undone(act)); },
    redone: (act) => { announce(designerWords.redone(act)); },
    overtaken: (act) => { toastQueue.add({ tone: 'bad', title: designerWords.overtaken(act), detail: designerWords.overtakenText }); },
    notKept(error) {
      if (unkept !== undefined) toastQueue.close(unkept);
      unkept = sayFailed(words.notKept, error);
    },
    tookTheirs: (before, after) => { elsewhere(words.tookTheirs, changesIn(before, after)); },
    merged: (before, after) => { elsewhere(words.merged, changesIn(before, after)); },
    conflict() {
      close();
      announce(designerWords.conflict.title);
    },
    failed(error, isTriedAgain) {
      close();
      failed = toastQueue.add(isTriedAgain ? triedAgain(error, session()) : refusedFor(error, session()));
    },
    gone() {
      close();
      announce(words.gone);
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

type Toast = Parameters<typeof toastQueue.add>[0];

function triedAgain(error: unknown, { stopTrying }: Pick<OpenSession, 'stopTrying'>): Toast {
  return {
    tone: 'bad',
    title: words.failedTitle,
    detail: `${readFailure(error).message} ${words.failedText}`,
    action: {
      label: words.stop,
      run() {
        stopTrying();
        announce(words.stopped);
      },
    },
  };
}

/** Nothing but another draft helps: how large this one is belongs to it. */
function refusedFor(error: unknown, session: Pick<OpenSession, 'get'>): Toast {
  const { size } = new Blob([JSON.stringify(session.get().definition)]);
  return { tone: 'bad', title: words.refusedTitle, detail: `${readFailure(error).message} ${words.refusedText(byteWords(size))}` };
}
