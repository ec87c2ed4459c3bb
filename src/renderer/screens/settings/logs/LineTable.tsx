import type { LogLevel, LogLine } from '../../../../core/domain/model/log-line.ts';
import { Ago } from '../../../components/Ago.tsx';
import { Button } from '../../../components/Button.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { StatusChip, type StatusLook } from '../../../components/StatusChip.tsx';
import { logWords as words } from '../../../strings/logs.ts';
import styles from '../panels.module.css';

const looks: Readonly<Record<LogLevel, StatusLook>> = {
  error: { label: 'error', tone: 'bad', icon: 'cross' },
  warn: { label: 'warn', tone: 'warn', icon: 'alert' },
  info: { label: 'info', tone: 'calm', icon: 'info' },
  debug: { label: 'debug', tone: 'calm', icon: 'list' },
};

export interface LineTableProps {
  readonly rows: readonly LogLine[];
  readonly onCorrelation: (id: string) => void;
  readonly onRun: (id: string) => void;
}

/** Lines of the log; what caused one, and its run, narrow the list to what belongs to it. */
export function LineTable({ rows, onCorrelation, onRun }: LineTableProps) {
  return (
    <ScrollArea label={words.title} className={styles['scroll']}>
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
          {rows.map((row, index) => (
            <tr key={`${row.at} ${String(rows.length - index)}`}>
              <td className={styles['soft']}>
                <Ago at={row.at} />
              </td>
              <td>
                <StatusChip look={looks[row.level]} isBare />
              </td>
              <td className={styles['soft']}>{row.module}</td>
              <td className={styles['message']}>
                {row.message}
                {row.facts !== undefined && <div className={styles['soft']}>{factText(row.facts)}</div>}
              </td>
              <td>
                {row.runId !== undefined && <Narrow label={words.onlyRun} id={row.runId} onPress={onRun} />}
                {row.correlationId !== undefined && <Narrow label={words.onlyCause} id={row.correlationId} onPress={onCorrelation} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Narrow({ label, id, onPress }: { readonly label: string; readonly id: string; readonly onPress: (id: string) => void }) {
  return (
    <Button size="small" look="quiet" aria-label={`${label} ${id.slice(-6)}: ${words.narrow}`} onPress={() => { onPress(id); }}>
      {label} {id.slice(-6)}
    </Button>
  );
}

function factText(facts: NonNullable<LogLine['facts']>): string {
  return Object.entries(facts).map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ');
}
