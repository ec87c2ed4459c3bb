import { useState } from 'react';
import { useDesignerView } from '../../session/DesignerProvider.tsx';

/** Which row of a list is open: the one a person opened, or the one a field to be shown lies in. */
export function useOpenRow(prefix: string, keys: readonly string[]): readonly [string | undefined, (key: string | undefined) => void] {
  const field = useDesignerView((view) => view.field);
  const wanted = field?.startsWith(`${prefix}.`) === true ? keys.find((key) => field === `${prefix}.${key}` || field.startsWith(`${prefix}.${key}.`)) : undefined;
  // A list of one thing is opened at once: there is nothing to choose from.
  const [open, setOpen] = useState<{ readonly prefix: string; readonly key: string | undefined; readonly field: string | undefined }>();
  const isOwn = open !== undefined && open.prefix === prefix && (wanted === undefined || open.field === field);
  const key = isOwn ? open.key : (wanted ?? (keys.length === 1 ? keys[0] : undefined));
  if (wanted !== undefined && !isOwn) setOpen({ prefix, key: wanted, field });
  return [key, (next) => { setOpen({ prefix, key: next, field }); }];
}
