import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { toastQueue } from '../../components/toasts.ts';
import { runAddress } from '../../state/addresses.ts';
import { runOutWords } from '../../strings/console-acts.ts';

/** Opens the run that was begun out of another, and offers to lay both beside each other. */
export function useOpenFork(): (begun: { readonly id: string; readonly parent: string }, title: string) => void {
  const navigate = useNavigate();
  return useCallback(({ id, parent }, title) => {
    void navigate({ ...runAddress(id), state: { isStarted: true } });
    toastQueue.add({ tone: 'good', title, detail: id, action: { label: runOutWords.fork.compare, run: () => { void navigate({ to: '/runs/compare', search: { left: parent, right: id } }); } } }, { timeout: 8000 });
  }, [navigate]);
}
