import { cutText } from '../../../../core/domain/model/cut-text.ts';
import type { Json } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './text.module.css';
import type { Preview } from './use-preview.ts';

const longest = 240;

/** What the text yields in the last runs, a line each; the same in all of them is said once. */
export function ValuePreview({ preview }: { readonly preview: Preview }) {
  // Where it cannot hold in any run, what each of them says of it is the same once more.
  const values = preview.fault === undefined ? preview.values : preview.values.filter(({ error }) => error === undefined);
  if (values.length === 0) return null;
  const lines = values.map(({ run, value, error, isMasked }) => ({ run, text: error ?? (isMasked ? inspectorWords.masked : shownValue(value)), isRefused: error !== undefined }));
  const [first] = lines;
  const isSame = first !== undefined && lines.length > 1 && lines.every(({ text }) => text === first.text);
  const shown = isSame ? [{ ...first, run: inspectorWords.allRuns(lines.length) }] : lines.map((line, index) => ({ ...line, run: inspectorWords.nthRun(index) }));
  return (
    <dl className={styles['values']} aria-label={inspectorWords.lastRuns}>
      {shown.map(({ run, text, isRefused }) => (
        <div key={run} className={styles['value']}>
          <dt>{run}</dt>
          <dd className={isRefused ? styles['refused'] : undefined} title={text}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A value in one line. */
export function shownValue(value: Json | undefined): string {
  const text = value === undefined ? inspectorWords.noValue : typeof value === 'string' ? (value === '' ? '""' : value) : JSON.stringify(value);
  return cutText(text, longest);
}
