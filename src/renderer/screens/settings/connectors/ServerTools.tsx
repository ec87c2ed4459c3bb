import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import { SwitchInput } from '../../../components/fields/SwitchInput.tsx';
import { JsonView } from '../../../components/JsonView.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayFailed } from '../../../components/toasts.ts';
import { connectorWords } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';

const words = connectorWords.server;

/** The tools a server offers, and which of them workflows may use. */
export function ServerTools({ id }: { readonly id: string }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(queries.connectors.capabilities.queryOptions({ input: { id } }));
  const grant = useMutation(
    queries.connectors.configure.mutationOptions({
      onError: (failure) => { sayFailed(connectorWords.notSaved, failure); },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.connectors.key() }),
    }),
  );
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={3} />;
  const tools = data.tools ?? [];
  const granted = tools.filter(({ isGranted }) => isGranted).map(({ name }) => name);
  const change = (name: string, isGranted: boolean): void => {
    grant.mutate({ id, tools: isGranted ? [...granted, name] : granted.filter((each) => each !== name) });
  };
  return (
    <div className={styles['stack']}>
      <p className={styles['soft']}>{words.intro}</p>
      {data.problem !== undefined && (
        <p role="status">
          {[data.problem.message, data.problem.next].filter(Boolean).join(' ')} <code>{data.problem.code}</code>
        </p>
      )}
      {tools.length === 0 && data.problem === undefined && <p>{words.none}</p>}
      <ul className={styles['list']} aria-label={connectorWords.tabs.tools}>
        {tools.map((tool) => (
          <li key={tool.name} className={styles['item']} aria-label={tool.name}>
            <div className={styles['words']}>
              <code>{tool.name}</code>
              <p className={styles['soft']}>{tool.description}</p>
              <details>
                <summary>{words.schema}</summary>
                <JsonView value={tool.parameters} label={`${words.schema}: ${tool.name}`} />
              </details>
            </div>
            <SwitchInput label={words.grant} isDisabled={grant.isPending} value={tool.isGranted} onChange={(isGranted) => { change(tool.name, isGranted); }} />
          </li>
        ))}
      </ul>
      <CommandLine command={commandWords(['connectors', 'capabilities', id])} />
    </div>
  );
}
