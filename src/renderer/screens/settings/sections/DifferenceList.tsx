import type { SettingsDifference } from '../../../../core/domain/operations/settings.ts';
import { bundleWords as words } from '../../../strings/bundles.ts';
import { sectionWords } from '../../../strings/sections.ts';
import styles from '../panels.module.css';

export interface Differences {
  readonly differences: readonly SettingsDifference[];
  /** What the file would trust that is not trusted here. */
  readonly trust: readonly string[];
  readonly warnings: readonly string[];
}

/** What a file would change, and what it cannot bring. */
export function DifferenceList({ looked }: { readonly looked: Differences }) {
  const text = (value: unknown): string => (value === undefined ? sectionWords.absent : JSON.stringify(value));
  return (
    <section aria-label={words.differences} className={styles['stack']}>
      <h3>{words.differences}</h3>
      {looked.differences.length === 0 && <p role="status">{words.same}</p>}
      <ul className={styles['stack']}>
        {looked.differences.map((difference) => (
          <li key={`${difference.where} ${difference.path}`} className={styles['words']}>
            <code>{difference.path}</code> {difference.where !== 'user' && <span className={styles['soft']}>{words.inProfile(difference.where)}</span>}: {text(difference.after)}{' '}
            <span className={styles['soft']}>
              ({sectionWords.from} {text(difference.before)})
            </span>
          </li>
        ))}
      </ul>
      {looked.trust.length > 0 && (
        <div role="alert" className={styles['stack']}>
          <h3>{words.trust}</h3>
          <ul className={styles['stack']}>
            {looked.trust.map((what) => (
              <li key={what} className={styles['words']}>{words.sentence(what)}</li>
            ))}
          </ul>
        </div>
      )}
      {looked.warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </section>
  );
}
