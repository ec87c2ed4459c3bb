import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Notice } from '../../../core/domain/operations/notifications.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { sayNews } from '../../components/toasts.ts';
import { cardAddress, runAddress } from '../../state/addresses.ts';
import { useFollowNotices } from '../../state/use-notices.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import { isShownAt, popUpsOf, saidAloud } from './pop-ups.ts';

/** What stands there, by the id of the notice. */
type Popped = Map<string, { readonly notice: Notice; readonly close: () => void }>;

/** Follows what needs somebody, and says aloud what is new, as far as it is wanted; nothing stands there while the list is open. */
export function usePoppedNotices(isListOpen: boolean): void {
  const queries = useQueries();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'appearance' }, staleTime: 60_000 }));
  const said = useRef<Popped>(new Map());
  useEffect(() => {
    hush(said.current, (notice) => isListOpen || isShownAt(pathname, notice));
  }, [isListOpen, pathname]);
  const say = (notice: Notice): void => {
    const { id, severity, workflow, text, cardId, runId, nodeId } = notice;
    const close = sayNews(noticeWords.sentence(workflow.name, text), {
      isBad: severity === 'error',
      action: {
        label: cardId === undefined ? noticeWords.show : noticeWords.answer,
        run: () => void (cardId === undefined ? navigate(runAddress(runId, { node: nodeId })) : navigate(cardAddress(cardId))),
      },
    });
    said.current.set(id, { notice, close });
  };
  useFollowNotices(({ news, isOpen }) => {
    hush(said.current, ({ id }) => !isOpen(id));
    if (isListOpen) return;
    for (const notice of saidAloud(news, { wanted: popUpsOf(data?.value), pathname })) say(notice);
  });
}

/** Takes away what was said and is over. */
function hush(said: Popped, isOver: (notice: Notice) => boolean): void {
  for (const [id, { notice, close }] of said) {
    if (!isOver(notice)) continue;
    close();
    said.delete(id);
  }
}
