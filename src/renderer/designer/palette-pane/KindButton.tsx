import { useState } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import buttonStyles from '../../components/Button.module.css';
import { Icon } from '../../components/Icon.tsx';
import { kindWords } from '../../strings/designer-outline.ts';
import styles from './KindPalette.module.css';
import type { AddableKind } from './kinds-to-add.ts';
import { kindDragType } from './new-node.ts';

export interface KindButtonProps {
  readonly kind: AddableKind;
  /** Only its drawing is shown; its name comes with the pointer or the focus. */
  readonly isNarrow: boolean;
  readonly isDisabled: boolean;
  readonly onAdd: () => void;
}

/** One kind of the palette, to be pressed or dragged. */
export function KindButton({ kind, isNarrow, isDisabled, onAdd }: KindButtonProps) {
  const { title, summary } = kind;
  const name = kindWords.explained(title, summary);
  const [isTold, setIsTold] = useState(false);
  /** Once it is taken it tells nothing more until the pointer comes anew. */
  const [isTaken, setIsTaken] = useState(false);
  const take = (): void => {
    setIsTaken(true);
    setIsTold(false);
  };
  return (
    <div
      draggable={!isDisabled}
      className={styles['drag']}
      // The list brings focus back to its last kind when it comes in from outside; done before the press, that does not end a drag.
      onPointerDownCapture={({ currentTarget }) => { currentTarget.querySelector('button')?.focus({ preventScroll: true }); }}
      onPointerEnter={() => { setIsTaken(false); }}
      onDragStart={({ dataTransfer }) => {
        take();
        dataTransfer.setData(kindDragType, kind.kind);
        dataTransfer.effectAllowed = 'copy';
      }}
    >
      <TooltipTrigger isOpen={isTold && !isTaken} onOpenChange={setIsTold} delay={isNarrow ? 200 : 700} closeDelay={50}>
        <Button aria-label={name} isDisabled={isDisabled} className={classNames(styles['kind'])} onPress={() => { take(); onAdd(); }}>
          <Icon name={kind.icon} />
          {!isNarrow && <span className={styles['name']}>{title}</span>}
        </Button>
        <Tooltip className={classNames(buttonStyles['tooltip'])} placement="right" offset={6}>
          {isNarrow ? name : summary}
        </Tooltip>
      </TooltipTrigger>
    </div>
  );
}
