import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { screens } from '../screens.ts';
import { isTyping } from '../state/is-typing.ts';
import { openDialog } from '../state/open-dialog.ts';
import { useDocumentKeys } from '../state/use-document-keys.ts';
import { useSingleKeys } from '../state/use-single-keys.ts';

export interface Shortcuts {
  readonly onPalette: () => void;
  readonly onNotices: () => void;
  readonly onShortcuts: () => void;
}

/** How long `g` waits for the letter of a screen. */
const chordMs = 1200;

/** The keys that hold on every screen. Single letters act only outside fields and dialogs. */
export function useShortcuts({ onPalette, onNotices, onShortcuts }: Shortcuts): void {
  const navigate = useNavigate();
  const hasSingleKeys = useSingleKeys();
  const chordAt = useRef(Number.NEGATIVE_INFINITY);

  useDocumentKeys((event) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey) return take(event, onPalette);
    if (!hasSingleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || openDialog() !== null) return;
    const isChord = event.timeStamp - chordAt.current < chordMs;
    const screen = isChord ? screens.find(({ key }) => key === event.key) : undefined;
    chordAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (screen !== undefined) take(event, () => void navigate({ to: screen.to }));
    else if (isChord && event.key === 'n') take(event, onNotices);
    else if (event.key === '?') take(event, onShortcuts);
    else if (event.key === '/') focusOn(event, 'input[data-page-search]');
    else if (event.key === 't') focusOn(event, '#timeline-rows');
  });
}

function take(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}

function focusOn(event: KeyboardEvent, selector: string): void {
  const target = document.querySelector<HTMLElement>(selector);
  if (target !== null) take(event, () => { target.focus(); });
}
