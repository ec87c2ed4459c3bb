import { useState } from 'react';
import { idOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { type FieldPath, useEditing } from '../editing/use-editing.ts';
import { KindDialog } from './KindDialog.tsx';
import { ListHead, type ListWords } from './ListHead.tsx';
import { placeAfterShift, placeAfterTake } from './open-place.ts';
import { type OrderedRow, OrderedRows } from './OrderedRows.tsx';
import { useOpenRow } from './use-open-row.ts';

/** What a new item begins as: one thing, or one of several kinds, which are asked for first. */
export type Adding = { readonly fresh: () => JsonObject } | { readonly kinds: readonly CatalogueEntry[]; readonly fresh: (kind: CatalogueEntry) => JsonObject };

export interface RowListProps {
  readonly words: ListWords;
  /** The edits' target, and the path of the list in it. */
  readonly at: string;
  readonly list: FieldPath;
  readonly items: readonly JsonObject[];
  readonly adding: Adding;
  readonly row: (item: JsonObject, index: number) => Pick<OrderedRow, 'name' | 'note' | 'where' | 'content'>;
  /** The items are told apart by their places: they have no ids, or ids that are typed. */
  readonly isByPlace?: boolean;
  /** Each can be switched off where it stands. */
  readonly isSwitched?: boolean;
  /** Why the last one stays, where it does. */
  readonly keepsLast?: string;
  /** What may be dragged in, and what it becomes. */
  readonly takes?: { readonly type: string; readonly fresh: (data: string) => JsonObject | undefined };
}

/** A list of the definition in its order, a row an item: added to, opened, moved, switched off, taken from. */
export function RowList({ words, at, list, items, adding, row, isByPlace = false, isSwitched = false, keepsLast, takes }: RowListProps) {
  const editing = useEditing();
  const [isAsking, setIsAsking] = useState(false);
  const keyAt = (item: JsonObject, index: number): string => (isByPlace ? String(index) : idOf(item));
  const rows = items.map((item, index): OrderedRow => ({
    key: keyAt(item, index),
    ...row(item, index),
    ...(isSwitched ? { isOff: item['enabled'] === false, onSwitch: (isOn: boolean) => { editing.set(at, [...list, index, 'enabled'], isOn ? undefined : false); } } : {}),
  }));
  const [open, setOpen] = useOpenRow(`${at}.${list.join('.')}`, rows);
  const insert = (item: JsonObject, index = items.length): void => {
    if (editing.act({ kind: 'insert', at, list: [...list], index, item })) setOpen(keyAt(item, index));
  };
  const follow = (place: number | undefined): void => { setOpen(place === undefined ? undefined : String(place)); };
  return (
    <section aria-label={words.title}>
      <ListHead words={words} isEmpty={items.length === 0} isReadOnly={editing.isReadOnly} onAdd={() => { if ('kinds' in adding) setIsAsking(true); else insert(adding.fresh()); }} />
      {items.length > 0 && (
        <OrderedRows
          label={words.title}
          isReadOnly={editing.isReadOnly}
          open={open}
          onOpen={setOpen}
          rows={rows}
          taking={takes && { type: takes.type, onTaken: (data, index) => { const item = takes.fresh(data); if (item !== undefined) insert(item, index); } }}
          onShift={(from, to) => {
            if (editing.act({ kind: 'shift', at, list: [...list], from, to }) && isByPlace && open !== undefined) follow(placeAfterShift(Number(open), from, to));
          }}
          onTake={(index) => {
            if (editing.act({ kind: 'take', at, list: [...list], index }) && isByPlace && open !== undefined) follow(placeAfterTake(Number(open), index));
          }}
          {...(keepsLast !== undefined && items.length === 1 ? { keepsLast } : {})}
        />
      )}
      {'kinds' in adding && <KindDialog title={words.add} kinds={adding.kinds} isOpen={isAsking} onClose={() => { setIsAsking(false); }} onChoose={(kind) => { insert(adding.fresh(kind)); setIsAsking(false); }} />}
    </section>
  );
}
