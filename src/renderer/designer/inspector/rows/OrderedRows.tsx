import { type DragEvent, type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { Icon } from '../../../components/Icon.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { TypedPlace } from '../editing/typed-place.tsx';
import { faultsAt } from '../form/faults-at.ts';
import { RowSwitch } from './RowSwitch.tsx';
import styles from './rows.module.css';

export interface OrderedRow {
  readonly key: string;
  readonly name: string;
  /** After the name, fainter. */
  readonly note?: string;
  /** Its place, as findings name it. */
  readonly where: string;
  /** Its content begins with a field for its name, which F2 leads to. */
  readonly isNamed?: boolean;
  readonly isOff?: boolean;
  /** Absent of what cannot be switched off. */
  readonly onSwitch?: (isOn: boolean) => void;
  readonly content: ReactNode;
}

export interface OrderedRowsProps {
  readonly label: string;
  readonly rows: readonly OrderedRow[];
  readonly open: string | undefined;
  readonly onOpen: (key: string | undefined) => void;
  /** Absent of things without an order. */
  readonly onShift?: (from: number, to: number) => void;
  readonly onTake: (index: number) => void;
  readonly isReadOnly: boolean;
  /** Why those that are left stay, where they do. */
  readonly keepsLast?: string;
  readonly taking?: TakenThings | undefined;
}

/** Things dragged in from elsewhere, by the type they are dragged under. */
export interface TakenThings {
  readonly type: string;
  /** It was let go of before the row at `index`, or at the end. */
  readonly onTaken: (data: string, index: number) => void;
}

const rowType = 'application/x-aiwm-row';

/** Things in an order that matters: each can be opened, moved by pointer or by Alt and an arrow key, and taken out. */
export function OrderedRows({ label, rows, open, onOpen, onShift, onTake, isReadOnly, keepsLast, taking }: OrderedRowsProps) {
  const { view } = useDesigner();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const [coming, setComing] = useState<number>();
  const shift = (from: number, to: number): void => {
    const row = rows[from];
    if (onShift === undefined || row === undefined || to < 0 || to >= rows.length || from === to) return;
    onShift(from, to);
    view.announce(inspectorWords.moved(row.name, to + 1, rows.length));
  };
  return (
    <ol className={styles['rows']} aria-label={label}>
      {rows.map((row, index) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- where a dragged row may be put; buttons and keys do the same
        <li
          key={row.key}
          className={classNames(styles['row'], over === index && dragged !== undefined && dragged !== index && styles[dragged < index ? 'below' : 'above'], coming === index && styles['above'], coming === index + 1 && index === rows.length - 1 && styles['below'])}
          data-where={row.where}
          onDragOver={(event) => {
            if (taking !== undefined && !isReadOnly && event.dataTransfer.types.includes(taking.type)) {
              event.preventDefault();
              setComing(index + (isLowerHalf(event) ? 1 : 0));
            }
            if (dragged === undefined || !event.dataTransfer.types.includes(rowType)) return;
            event.preventDefault();
            setOver(index);
          }}
          onDragLeave={() => { setComing(undefined); }}
          onDrop={(event) => {
            const data = taking === undefined ? '' : event.dataTransfer.getData(taking.type);
            if (data !== '' && coming !== undefined) {
              event.preventDefault();
              taking?.onTaken(data, coming);
              setComing(undefined);
            }
            if (dragged === undefined) return;
            event.preventDefault();
            shift(dragged, index);
          }}
        >
          <div
            className={styles['head']}
            role="presentation"
            onKeyDown={(event) => {
              if (event.key === 'F2' && row.isNamed === true && !isReadOnly) {
                event.preventDefault();
                event.stopPropagation();
                onOpen(row.key);
                focusName(event.currentTarget.parentElement);
                return;
              }
              if (!event.altKey || isReadOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              event.stopPropagation();
              shift(index, index + (event.key === 'ArrowUp' ? -1 : 1));
            }}
          >
            {!isReadOnly && onShift !== undefined && rows.length > 1 && (
              <span
                className={styles['grip']}
                draggable
                aria-hidden="true"
                onDragStart={(event) => {
                  event.dataTransfer.setData(rowType, row.key);
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(undefined);
                  setOver(undefined);
                }}
              >
                <Icon name="grip" size="small" />
              </span>
            )}
            <AriaButton className={classNames(styles['opener'])} aria-expanded={open === row.key} onPress={() => { onOpen(open === row.key ? undefined : row.key); }}>
              <Icon name={open === row.key ? 'chevronDown' : 'chevron'} size="small" />
              <span className={classNames(styles['name'], row.isOff === true && styles['off'])}>{row.name}</span>
              {row.isOff === true && <span className={styles['offNote']}>{inspectorWords.off}</span>}
              {row.note !== undefined && <span className={styles['note']}>{row.note}</span>}
              <Faults where={row.where} />
            </AriaButton>
            {row.onSwitch !== undefined && <RowSwitch name={row.name} isOn={row.isOff !== true} isReadOnly={isReadOnly} onSwitch={row.onSwitch} />}
            {!isReadOnly && (
              <span className={styles['acts']}>
                {onShift !== undefined && index > 0 && <IconButton icon="chevronUp" label={inspectorWords.moveUp(row.name)} onPress={() => { shift(index, index - 1); }} />}
                {onShift !== undefined && index < rows.length - 1 && <IconButton icon="chevronDown" label={inspectorWords.moveDown(row.name)} onPress={() => { shift(index, index + 1); }} />}
                <IconButton icon="trash" label={keepsLast ?? inspectorWords.remove(row.name)} isDisabled={keepsLast !== undefined} onPress={() => { onTake(index); }} />
              </span>
            )}
          </div>
          {open === row.key && <div className={styles['content']}><TypedPlace where={row.where}>{row.content}</TypedPlace></div>}
        </li>
      ))}
    </ol>
  );
}

/** Once the row is open. */
function focusName(row: HTMLElement | null): void {
  queueMicrotask(() => {
    const field = row?.querySelector<HTMLInputElement>('[data-row-name] input');
    field?.focus();
    field?.select();
  });
}

function isLowerHalf({ currentTarget, clientY }: DragEvent<HTMLElement>): boolean {
  const { top, height } = currentTarget.getBoundingClientRect();
  return clientY > top + height / 2;
}

function Faults({ where }: { readonly where: string }) {
  const count = faultsAt(useFindings().findings, where);
  return count > 0 && <span className={styles['faults']}>{inspectorWords.faults(count)}</span>;
}
