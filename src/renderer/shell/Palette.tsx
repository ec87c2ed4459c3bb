import { useNavigate } from '@tanstack/react-router';
import { useId, useLayoutEffect, useMemo, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../components/class-names.ts';
import dialogStyles from '../components/Dialog.module.css';
import { PressedGroup } from '../components/PressedGroup.tsx';
import { RunDialog } from '../screens/workflows/RunDialog.tsx';
import { paletteWords } from '../strings/palette.ts';
import { shellWords } from '../strings/shell.ts';
import { OperationDialog } from './operation/OperationDialog.tsx';
import type { PaletteAct, PaletteEntry } from './palette-entries.ts';
import { countOf, paletteGroups } from './palette/palette-groups.ts';
import { PaletteField } from './palette/PaletteField.tsx';
import { PaletteList } from './palette/PaletteList.tsx';
import { rememberEntry } from './palette/recent-entries.ts';
import { inScope, readTyped, scopes } from './palette/scopes.ts';
import { handTyped } from './palette/typed-ahead.ts';
import { useActiveEntry } from './palette/use-active-entry.ts';
import { usePaletteSource } from './palette/use-palette-source.ts';
import styles from './Palette.module.css';

const chips = ['all', ...scopes] as const;

export interface PaletteProps {
  readonly onClose: () => void;
  /** Shows what stands in the frame beside it, in its place. */
  readonly onOpen: (which: 'notices' | 'shortcuts') => void;
}

/** One field that finds everything there is and everything that can be done; arrows choose, Enter does it, `@run` narrows it. */
export function Palette({ onClose, onOpen }: PaletteProps) {
  const [line, setLine] = useState('');
  const [asked, setAsked] = useState<Extract<PaletteAct, { readonly run: string } | { readonly operation: string }>>();
  // The field is there and has the focus: from here on it takes the letters itself.
  useLayoutEffect(() => {
    handTyped((typed) => { setLine((before) => before + typed); });
  }, []);
  const listId = useId();
  const type = (next: string): void => {
    setLine(next);
    forget();
  };
  const act = useAct({ onClose, onOpen, onAsk: setAsked, onType: type });
  const { source, isLooking, isFailed, hasMore } = usePaletteSource(line);
  const groups = useMemo(() => paletteGroups(line, source), [line, source]);
  const { active, onKeyDown, point, forget } = useActiveEntry(groups, act);
  const { scope, text } = readTyped(line);

  if (asked !== undefined) return 'run' in asked ? <RunDialog workflowId={asked.run} onClose={onClose} /> : <OperationDialog name={asked.operation} onClose={onClose} />;
  return (
    <ModalOverlay className={classNames(dialogStyles['scrim'])} isOpen isDismissable onOpenChange={onClose}>
      <Modal className={classNames(dialogStyles['modal'], dialogStyles['medium'])}>
        <Dialog aria-label={shellWords.palette.title} className={classNames(dialogStyles['dialog'])}>
          <PaletteField line={line} onType={type} onKeyDown={onKeyDown} listId={listId} active={active} />
          <PressedGroup
            label={paletteWords.scopes.label}
            values={chips}
            words={paletteWords.scopes}
            value={scope ?? 'all'}
            onChange={(chosen) => {
              type(inScope(chosen === 'all' ? undefined : chosen, text));
            }}
            styles={{ group: styles['scopes'], button: styles['scope'] }}
          />
          <PaletteList id={listId} groups={groups} active={active} point={point} isBusy={isLooking} none={scope !== undefined && text === '' ? paletteWords.noneYet[scope] : shellWords.palette.empty} onChoose={act} />
          {isFailed && <p className={styles['note']}>{paletteWords.unreachable}</p>}
          {hasMore && <p className={styles['note']}>{paletteWords.more}</p>}
          <p role="status" className="visually-hidden">
            {isLooking ? '' : paletteWords.results(countOf(groups))}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Acts extends PaletteProps {
  readonly onAsk: (act: Extract<PaletteAct, { readonly run: string } | { readonly operation: string }>) => void;
  readonly onType: (line: string) => void;
}

/** Does what an entry says, and keeps it among those that were chosen. */
function useAct({ onClose, onOpen, onAsk, onType }: Acts): (entry: PaletteEntry) => void {
  const navigate = useNavigate();
  return (entry) => {
    const { act } = entry;
    rememberEntry(entry);
    if ('type' in act) return onType(act.type);
    if ('run' in act || 'operation' in act) return onAsk(act);
    if ('opens' in act) return onOpen(act.opens);
    onClose();
    // Once the palette is gone and the focus is where it was.
    if ('command' in act) setTimeout(act.command.run);
    else void navigate('go' in act ? { to: act.go } : act.address);
  };
}
