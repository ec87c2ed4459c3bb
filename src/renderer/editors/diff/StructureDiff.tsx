import { ScrollArea } from '../../components/ScrollArea.tsx';
import { editorWords } from '../../strings/editors.ts';
import styles from './diff.module.css';

/** One place of a structured document that changed; a side that is not there has no value. */
export interface StructureChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface StructureDiffProps {
  readonly changes: readonly StructureChange[];
  readonly label: string;
  /** What the two columns are called; before and after, if absent. */
  readonly sides?: readonly [string, string];
}

const words = editorWords.diff;

/** What changed in a JSON or YAML document, place by place, whatever moved in its text. */
export function StructureDiff({ changes, label, sides = [words.before, words.after] }: StructureDiffProps) {
  if (changes.length === 0) return <p className={styles['none']}>{words.none}</p>;
  return (
    <ScrollArea label={label} className={styles['changes']}>
      <table className={styles['table']}>
        <caption className="visually-hidden">
          {label}: {words.changes(changes.length)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{sides[0]}</th>
            <th scope="col">{sides[1]}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path}>
              <th scope="row">{change.path === '' ? words.whole : change.path}</th>
              <td>{change.before === undefined ? <span className={styles['count']}>{words.absent}</span> : <Value value={change.before} look="was" />}</td>
              <td>{change.after === undefined ? <span className={styles['count']}>{words.absent}</span> : <Value value={change.after} look="is" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Value({ value, look }: { readonly value: unknown; readonly look: 'was' | 'is' }) {
  const Tag = look === 'was' ? 'del' : 'ins';
  return (
    <pre>
      <Tag className={styles[look]}>{JSON.stringify(value, undefined, 2)}</Tag>
    </pre>
  );
}
