import type { Json } from '../../core/domain/model/json.ts';
import styles from './JsonView.module.css';

/** A value as indented JSON that scrolls inside itself. */
export function JsonView({ value, label }: { readonly value: Json; readonly label: string }) {
  return (
    <pre role="group" className={styles['json']} tabIndex={0} aria-label={label}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}
