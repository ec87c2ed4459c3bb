import type { Json } from '../../core/domain/model/json.ts';
import { shownText } from '../../core/domain/model/shown-text.ts';
import styles from './JsonView.module.css';
import { ScrollArea } from './ScrollArea.tsx';

/** A value as indented JSON that scrolls inside itself. */
export function JsonView({ value, label }: { readonly value: Json; readonly label: string }) {
  return (
    <ScrollArea label={label} className={styles['json']}>
      <pre>{shownText(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}</pre>
    </ScrollArea>
  );
}
