import { useState } from 'react';
import { useDesignerView } from '../../session/DesignerProvider.tsx';
import type { OrderedRow } from './OrderedRows.tsx';

/** Which row of a list is open: the one a person opened, or the one a field to be shown lies in. */
export function useOpenRow(list: string, rows: readonly Pick<OrderedRow, 'key' | 'where'>[]): readonly [string | undefined, (key: string | undefined) => void] {
  const field = useDesignerView((view) => view.field);
  const wanted = field === undefined ? undefined : rows.find(({ where }) => field === where || field.startsWith(`${where}.`))?.key;
  // A list of one thing is opened at once: there is nothing to choose from.
  const [open, setOpen] = useState<{ readonly list: string; readonly key: string | undefined; readonly field: string | undefined }>();
  const isOwn = open !== undefined && open.list === list && (wanted === undefined || open.field === field);
  const key = isOwn ? open.key : (wanted ?? (rows.length === 1 ? rows[0]?.key : undefined));
  if (wanted !== undefined && !isOwn) setOpen({ list, key: wanted, field });
  return [key, (next) => { setOpen({ list, key: next, field }); }];
}
