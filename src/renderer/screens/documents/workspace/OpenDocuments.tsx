import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { sayDone } from '../../../components/toasts.ts';
import { workspaceWords as words } from '../../../strings/documents.ts';
import { openDialog } from '../../../state/open-dialog.ts';
import { useDocumentKeys } from '../../../state/use-document-keys.ts';
import { apart, neighbour, type OpenTab, tabAfter, withoutTab } from './open-tabs.ts';
import styles from './OpenDocuments.module.css';
import { changeTabs, useOpenTabs } from './use-open-tabs.ts';
import { useUnsaved } from './use-unsaved.ts';

/** The documents that stand open, a link each; drafts of those that are closed stay. Nothing while none is open. */
export function OpenDocuments({ current }: { readonly current?: string }) {
  const tabs = useOpenTabs();
  const unsaved = useUnsaved();
  const list = useRef<HTMLUListElement>(null);
  const hint = useId();
  const close = useClose(current);
  useTabKeys(current, close);

  useEffect(() => {
    if (current !== undefined) list.current?.querySelector(`[data-document="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);

  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === event.currentTarget);
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Delete') {
      (links[at + 1] ?? links[at - 1])?.focus();
      void close(id);
    } else if (steps !== undefined) links.at((at + steps) % links.length)?.focus();
    else return;
    event.preventDefault();
  };

  if (tabs.length === 0) return null;
  return (
    <nav aria-label={words.openDocuments} className={styles['strip']}>
      <span id={hint} hidden>
        {words.tabKeys}
      </span>
      <ul ref={list} className={styles['tabs']}>
        {tabs.map((tab) => ({ id: tab.id, title: titleAmong(tabs, tab) })).map(({ id, title }) => (
          <li key={id} data-document={id} className={classNames(styles['tab'], id === current && styles['current'])}>
            <Link
              to="/documents/$id"
              params={{ id }}
              className={styles['link']}
              aria-current={id === current ? 'page' : undefined}
              aria-describedby={hint}
              title={title}
              onKeyDown={(event) => {
                onKeyDown(event, id);
              }}
              onAuxClick={(event) => {
                if (event.button !== 1) return;
                event.preventDefault();
                void close(id);
              }}
            >
              <span className={styles['title']}>{title}</span>
              {unsaved.has(id) && (
                <>
                  <span className={styles['dot']} aria-hidden="true" />
                  <span className="visually-hidden">, {words.unsaved}</span>
                </>
              )}
            </Link>
            <IconButton icon="cross" label={words.close(title)} excludeFromTabOrder onPress={() => void close(id)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function titleAmong(tabs: readonly OpenTab[], tab: OpenTab): string {
  const difference = apart(tabs, tab);
  return difference === undefined ? tab.title : words.titleApart(tab.title, difference);
}

/** Closes a document; where it is the one in sight, its neighbour comes. */
function useClose(current: string | undefined): (id: string) => Promise<void> {
  const navigate = useNavigate();
  return async (id) => {
    let next: string | undefined;
    changeTabs((tabs) => {
      next = neighbour(tabs, id);
      return withoutTab(tabs, id);
    });
    if (id === current) await (next === undefined ? navigate({ to: '/documents' }) : navigate({ to: '/documents/$id', params: { id: next } }));
  };
}

/** Ctrl+Tab where the window lets it through, Alt and Page keys everywhere; Alt+W closes. */
function useTabKeys(current: string | undefined, close: (id: string) => Promise<void>): void {
  const tabs = useOpenTabs();
  const navigate = useNavigate();
  useDocumentKeys((event) => {
    if (current === undefined || openDialog() !== null) return;
    const steps = stepsOf(event);
    const next = steps === 0 ? undefined : tabAfter(tabs, current, steps);
    if (next !== undefined) void navigate({ to: '/documents/$id', params: { id: next } });
    else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyW') {
      const title = tabs.find(({ id }) => id === current)?.title;
      if (title !== undefined) sayDone(words.closed(title));
      void close(current);
    } else return;
    event.preventDefault();
  });
}

function stepsOf(event: globalThis.KeyboardEvent): -1 | 0 | 1 {
  if (event.ctrlKey && event.key === 'Tab') return event.shiftKey ? -1 : 1;
  if (event.altKey && event.key === 'PageDown') return 1;
  return event.altKey && event.key === 'PageUp' ? -1 : 0;
}
