import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { sectionWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';

/** The last commands that were about settings, refused ones among them. */
export function RecentChanges() {
  const queries = useQueries();
  const { data } = useQuery(queries.audit.list.queryOptions({ input: { operation: 'settings', limit: 5 } }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={styles['stack']} aria-label={words.recent}>
      <h3>{words.recent}</h3>
      <ul className={styles['list']}>
        {data.items.map((row) => (
          <li key={row.id} className={styles['item']}>
            <code>{row.operation}</code> <span className={styles['words']}>{row.target}</span>
            <span className={styles['soft']}>
              {row.actor} · {row.door} · {row.outcome} · <Ago at={row.at} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/settings/audit">{words.allAudit}</Link>
      </p>
    </section>
  );
}
