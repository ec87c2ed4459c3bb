import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useFollowCards } from '../state/use-open-cards.ts';
import { useTheme } from '../state/use-theme.ts';
import { shellWords } from '../strings/shell.ts';
import { Toasts } from '../components/Toasts.tsx';
import styles from './Frame.module.css';
import { Navigation } from './Navigation.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

/** Navigation on the left, the screen beside it, and what may open over both. */
export function Frame() {
  const [open, setOpen] = useState<'palette' | 'shortcuts'>();
  useFollowCards();
  useTheme();
  const close = (): void => {
    setOpen(undefined);
  };
  const openPalette = (): void => {
    setOpen('palette');
  };
  const openShortcuts = (): void => {
    setOpen('shortcuts');
  };
  useShortcuts({ onPalette: openPalette, onShortcuts: openShortcuts });

  return (
    <div className={styles['frame']}>
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
      <Navigation onPalette={openPalette} onShortcuts={openShortcuts} />
      <main id="content" tabIndex={-1} className={styles['main']}>
        <Outlet />
      </main>
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'shortcuts' && <ShortcutSheet onClose={close} />}
      </Suspense>
      <Toasts />
    </div>
  );
}
