import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CapabilitiesView } from '../../../../core/domain/operations/connectors.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { Button } from '../../../components/Button.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { priceWords, sizeWords } from '../../../components/money-words.ts';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { durationWords } from '../../../components/time-words.ts';
import { connectorWords } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';

const words = connectorWords.capabilities;
const features = ['streaming', 'tools', 'structured'] as const;

/** The models of a connector: what they take, what they can do, what they cost, and who says so since when. */
export function CapabilityTable({ id }: { readonly id: string }) {
  const queries = useQueries();
  const client = useClient();
  const cache = useQueryClient();
  const options = queries.connectors.capabilities.queryOptions({ input: { id } });
  const { data, error, refetch } = useQuery(options);
  const ask = useMutation({
    mutationFn: () => client.connectors.capabilities({ id, refresh: true }),
    onSuccess: (answer) => { cache.setQueryData(options.queryKey, answer); },
  });
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={4} />;
  const { limits } = data;
  return (
    <>
      <div className={styles['row']}>
        <p className={styles['soft']}>
          {words.sources[data.source]}
          {data.at !== undefined && data.source === 'kept' && <> <Ago at={data.at} /></>}. {words.limits(durationWords(limits.timeoutMs), words.perMinute(limits.requestsPerMinute), words.atOnce(limits.concurrency))} {words.perMillion}
        </p>
        <Button size="small" isPending={ask.isPending} onPress={() => { ask.mutate(); }}>
          {words.refresh}
        </Button>
      </div>
      {data.problem !== undefined && (
        <p role="status">
          {[data.problem.message, data.problem.next].filter(Boolean).join(' ')} <code>{data.problem.code}</code>
        </p>
      )}
      {ask.error !== null && <Failure error={ask.error} title={words.cannotShow} isInline />}
      {data.models.length === 0 ? <p className={styles['soft']}>{words.none}</p> : <ModelRows models={data.models} />}
    </>
  );
}

function ModelRows({ models }: { readonly models: CapabilitiesView['models'] }) {
  const heads = [words.model, words.context, words.answer, words.can, words.input, words.cached, words.output, words.asOf];
  const size = (tokens: number | undefined): string => (tokens === undefined ? words.unknown : sizeWords(tokens));
  return (
    <ScrollArea label={connectorWords.tabs.models} className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.id}>
              <td>
                <code>{model.id}</code> {model.isDefault && <span className={styles['soft']}>{words.default}</span>}
              </td>
              <td>{size(model.contextTokens)}</td>
              <td>{size(model.maxOutputTokens)}</td>
              <td className={styles['soft']}>{features.filter((feature) => model[feature] === true).map((feature) => words.features[feature]).join(', ') || words.unknown}</td>
              <td>{model.price === undefined ? words.unknown : priceWords(model.price.input)}</td>
              <td>{model.price === undefined ? words.unknown : priceWords(model.price.cachedInput)}</td>
              <td>{model.price === undefined ? words.unknown : priceWords(model.price.output)}</td>
              <td className={styles['soft']}>{model.price?.asOf ?? words.unknown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
