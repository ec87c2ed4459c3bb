import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { lazyPart } from '../client/lazy-part.ts';
import { outlastingHost } from '../client/load-part.ts';
import { operationWordsQuery } from '../state/contract-words.ts';
import { dropHandedFile, useHandedFile } from '../state/handed-over.ts';
import { useFollowCards } from '../state/use-open-cards.ts';
import { useFollowSettings } from '../state/use-follow-settings.ts';
import { useTheme } from '../state/use-theme.ts';
import { shellWords } from '../strings/shell.ts';
import { Toasts } from '../components/Toasts.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { ServerBar } from './ServerBar.tsx';
import styles from './Frame.module.css';
import { Navigation } from './Navigation.tsx';
import { usePoppedNotices } from './notices/use-popped-notices.ts';
import { keepTyped } from './palette/typed-ahead.ts';
import { useShortcuts } from './use-shortcuts.ts';

const loadPalette = outlastingHost(async () => ({ default: (await import('./Palette.tsx')).Palette }));
const Palette = lazy(loadPalette);
const NoticeCentre = lazyPart(async () => ({ default: (await import('./notices/NoticeCentre.tsx')).NoticeCentre }));
const ImportDialog = lazyPart(async () => ({ default: (await import('../screens/workflows/ImportDialog.tsx')).ImportDialog }));
const ShortcutSheet = lazyPart(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

/** Navigation on the left, the screen beside it, and what may open over both. */
export function Frame() {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | 'notices'>();
  useFollowCards();
  useTheme();
  useFollowSettings();
  usePoppedNotices(open === 'notices');
  usePalettePreload();
  const handed = useHandedFile();
  const close = (): void => {
    setOpen(undefined);
  };
  const openPalette = (): void => {
    if (open !== 'palette') keepTyped(close);
    setOpen('palette');
  };
  const openShortcuts = (): void => {
    setOpen('shortcuts');
  };
  const openNotices = (): void => {
    setOpen('notices');
  };
  const isFolded = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.isRoomy === true) });
  useShortcuts({ onPalette: openPalette, onNotices: openNotices, onShortcuts: openShortcuts });

  return (
    <div className={styles['frame']} data-folded={isFolded || undefined}>
      <a
        href="#content"
        className={styles['skip']}
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#content')?.focus();
        }}
      >
        {shellWords.skip}
      </a>
      <Navigation onPalette={openPalette} onNotices={openNotices} onShortcuts={openShortcuts} />
      <main id="content" tabIndex={-1} className={styles['main']}>
        <ConnectionBar />
        <ServerBar />
        <Outlet />
      </main>
      <Suspense>
        {open === 'palette' && <Palette onClose={close} onOpen={setOpen} />}
        {open === 'notices' && <NoticeCentre onClose={close} />}
        {open === 'shortcuts' && <ShortcutSheet onClose={close} />}
        {handed !== undefined && <ImportDialog key={handed.name} file={handed} onClose={dropHandedFile} />}
      </Suspense>
      <Toasts />
    </div>
  );
}

/** Loads the palette and the contract's words once the first screen has had its turn, so that typing is never lost. */
function usePalettePreload(): void {
  const cache = useQueryClient();
  useEffect(() => {
    const timer = setTimeout(() => {
      void loadPalette();
      void cache.prefetchQuery(operationWordsQuery);
    }, 400);
    return () => {
      clearTimeout(timer);
    };
  }, [cache]);
}
