import type { Json, JsonObject } from '../../core/domain/model/json.ts';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { JsonView } from './JsonView.tsx';
import styles from './ValueList.module.css';

/** Named values, one below the other; long and nested ones as JSON. */
export function ValueList({ values }: { readonly values: JsonObject }) {
  return (
    <dl className={styles['list']}>
      {Object.entries(values).map(([name, value]) => (
        <div key={name} className={styles['pair']}>
          <dt>{shownText(name)}</dt>
          <dd>{isShort(value) ? <code>{shownText(shown(value))}</code> : <JsonView value={value} label={name} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function isShort(value: Json): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return true;
  return typeof value === 'string' && value.length <= 80 && !value.includes('\n');
}

function shown(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
