import type { Notice } from '../core/domain/operations/notifications.ts';
import { pagePath } from '../core/domain/model/page-address.ts';
import type { ElectronLike } from './electron-like.ts';
import type { Program } from './program.ts';
import { programWords } from './words.ts';

/** More at once are told in one. */
const mostAtOnce = 3;
const longest = 200;

/** Tells by notices of the system what needs somebody; what the window shows to somebody who looks at it, it tells itself. */
export function tellSystem({ createNotification }: Pick<ElectronLike, 'createNotification'>, program: Program, news: readonly Notice[]): void {
  const say = (title: string, body: string, place?: string): void => {
    const notice = createNotification({ title: title.slice(0, longest), body: body.slice(0, longest) });
    notice?.on('click', () => {
      program.reveal();
      if (place !== undefined) program.take([{ place }]);
    });
    notice?.show();
  };
  if (news.length > mostAtOnce) {
    say(programWords.name, programWords.manyNotices(news.length));
    return;
  }
  for (const { workflow, text, cardId, runId, nodeId } of news) {
    say(workflow.name, text, cardId === undefined ? pagePath('run', runId, { node: nodeId }) : pagePath('card', cardId));
  }
}
