import type { AuditItem } from '../../../../core/domain/operations/audit.ts';
import { Ago } from '../../../components/Ago.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { settingsWords } from '../../../strings/settings.ts';
import styles from '../panels.module.css';

const words = settingsWords.trail;

/** Rows of the audit log; the marked one is where verifying found the fault. */
export function AuditTable({ rows, marked }: { readonly rows: readonly AuditItem[]; readonly marked: number | undefined }) {
  return (
    <ScrollArea label={settingsWords.audit} className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {Object.entries(words.columns).map(([id, label]) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className={styles['number']}>
                {row.id}
              </td>
              <td className={styles['soft']}>
                <Ago at={row.at} />
              </td>
              <td>
                <code>{row.operation}</code> {row.id === marked && <StatusChip look={{ label: words.marked, tone: 'bad', icon: 'alert' }} isBare />}
              </td>
              <td className={styles['soft']} title={row.target}>
                {short(row.target)}
              </td>
              <td>{row.actor}</td>
              <td className={styles['soft']}>{row.door}</td>
              <td>
                <StatusChip look={row.outcome === 'ok' ? { label: row.outcome, tone: 'good', icon: 'check' } : { label: row.outcome, tone: 'bad', icon: 'cross' }} isBare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

/** The end of a long id tells rows apart; its title holds the whole. */
function short(target: string | undefined): string {
  if (target === undefined) return '';
  return target.length > 28 ? `…${target.slice(-20)}` : target;
}
