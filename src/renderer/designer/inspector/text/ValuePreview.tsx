import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './text.module.css';
import type { Preview } from './use-preview.ts';

/** What the text yields in the last runs, a line each. */
export function ValuePreview({ preview }: { readonly preview: Preview }) {
  if (preview.values.length === 0) return null;
  return (
    <dl className={styles['values']} aria-label={inspectorWords.lastRuns}>
      {preview.values.map(({ run, value, error }) => (
        <div key={run} style={{ display: 'contents' }}>
          <dt>{run}</dt>
          <dd className={error === undefined ? undefined : styles['refused']}>{error ?? (typeof value === 'string' ? value : JSON.stringify(value))}</dd>
        </div>
      ))}
    </dl>
  );
}
