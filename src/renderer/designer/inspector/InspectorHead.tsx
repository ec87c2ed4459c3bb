import styles from './inspector.module.css';

/** What the inspector shows: its name and what it is. */
export function InspectorHead({ title, kind }: { readonly title: string; readonly kind: string | undefined }) {
  return (
    <header className={styles['head']}>
      <h2 title={title}>{title}</h2>
      {kind !== undefined && <span>{kind}</span>}
    </header>
  );
}
