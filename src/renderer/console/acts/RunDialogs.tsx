import { useSearch } from '@tanstack/react-router';
import { useConsole } from '../console-context.tsx';
import { CompareDialog } from './CompareDialog.tsx';
import { ForkDialog } from './ForkDialog.tsx';
import { PauseDialog } from './PauseDialog.tsx';
import { ReplayDialog } from './ReplayDialog.tsx';
import { RestartDialog } from './RestartDialog.tsx';
import type { MenuEntry } from './RunMenu.tsx';
import { RunTestsDialog } from './RunTestsDialog.tsx';
import { SaveTestDialog } from './SaveTestDialog.tsx';
import { StopDialog } from './StopDialog.tsx';

export type Asking = Exclude<MenuEntry, 'csv' | 'jsonl'> | 'pause' | 'stop';

export interface RunDialogsProps {
  readonly asking: Asking;
  readonly onAsk: (asking: Asking | undefined) => void;
}

/** The dialog of the act somebody chose. */
export function RunDialogs({ asking, onAsk }: RunDialogsProps) {
  const { run } = useConsole();
  const { node }: { readonly node?: string } = useSearch({ strict: false });
  const onClose = (): void => { onAsk(undefined); };
  switch (asking) {
    case 'pause':
      return <PauseDialog run={run} onClose={onClose} />;
    case 'stop':
      return <StopDialog run={run} onClose={onClose} />;
    case 'restart':
      return <RestartDialog node={node} onClose={onClose} />;
    case 'fork':
      return <ForkDialog onClose={onClose} />;
    case 'replay':
      return <ReplayDialog onClose={onClose} />;
    case 'compare':
      return <CompareDialog onClose={onClose} />;
    case 'test':
      return <SaveTestDialog onClose={onClose} onRunTests={() => { onAsk('tests'); }} />;
    case 'tests':
      return <RunTestsDialog onClose={onClose} />;
  }
}
