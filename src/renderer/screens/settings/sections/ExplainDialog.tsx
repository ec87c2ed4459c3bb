import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { sectionWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';

/** What each layer says of a setting, the strongest first, and which one counts. */
export function ExplainDialog({ settingKey, onClose }: { readonly settingKey: string; readonly onClose: () => void }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.settings.explain.queryOptions({ input: { key: settingKey } }));
  return (
    <Dialog title={words.explainTitle(settingKey)} isOpen onClose={onClose} size="large">
      <DialogBody>
        <div className={styles['stack']}>
          {error !== null && <Failure error={error} title={words.explainFailed} onRetry={() => void refetch()} />}
          {data === undefined && error === null && <Skeleton count={5} />}
          {data !== undefined && (
            <ScrollArea label={words.explain} className={styles['scroll']}>
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
                  {data.layers.map((layer) => (
                    <tr key={layer.layer}>
                      <td>
                        {words.layers[layer.layer]} {layer.wins && <StatusChip look={{ label: words.wins, tone: 'good', icon: 'check' }} isBare />}
                      </td>
                      <td className={styles['soft']}>{layer.source}</td>
                      <td>{layer.has ? <code>{JSON.stringify(layer.value)}</code> : <span className={styles['soft']}>{words.silent}</span>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollArea>
          )}
          <CommandLine command={commandWords(['settings', 'explain', settingKey])} />
        </div>
      </DialogBody>
    </Dialog>
  );
}
