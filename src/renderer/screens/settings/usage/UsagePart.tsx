import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { saveBytes } from '../../../console/save-bytes.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectBar } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';
import { UsageChart } from './UsageChart.tsx';
import { groupFrom, groups, type Measure, measureFrom, measures } from './usage-measures.ts';
import { UsageTable } from './UsageTable.tsx';
import { UsageTotals } from './UsageTotals.tsx';
import own from './usage.module.css';

/** Tokens, calls and money by whatever is chosen: sums, bars, rows, and a file of them. */
export function UsagePart() {
  const queries = useQueries();
  const client = useClient();
  const [by, setBy] = useState<(typeof groups)[number]>('day');
  const [measure, setMeasure] = useState<Measure>('tokens');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const question = { by, ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
  useFollowChanges({ of: ['usage', 'connectors'], again: queries.usage.report.key() });
  // Runs of other doors use models, too; what is shown stays while another grouping is asked for.
  const { data, error, refetch } = useQuery(queries.usage.report.queryOptions({ input: question, placeholderData: (before) => before }));
  const download = useMutation({
    mutationFn: () => client.usage.export(question),
    onSuccess: ({ name, mediaType, text }) => {
      saveBytes({ name, mediaType }, text);
      sayDone(words.exported(name));
    },
    onError: (failure) => { sayFailed(words.exportFailed, failure); },
  });
  return (
    <section className={styles['stack']} aria-label={words.usage}>
      <header className={styles['row']}>
        <div className={styles['head']}>
          <h2>{words.usage}</h2>
          <p>{words.intro}</p>
        </div>
        <Button size="small" icon="download" isPending={download.isPending} onPress={() => { download.mutate(); }}>
          {words.export}
        </Button>
      </header>
      <div className={own['bar']}>
        <SelectBar label={words.by} value={by} choices={groups.map((value) => ({ value, label: words.groups[value] }))} onChange={(value) => { setBy(groupFrom(value)); }} />
        <SelectBar label={words.measure} value={measure} choices={measures.map((value) => ({ value, label: words.measures[value] }))} onChange={(value) => { setMeasure(measureFrom(value)); }} />
        <TextInput label={words.from} kind="date" value={from} onChange={setFrom} />
        <TextInput label={words.to} kind="date" value={to} onChange={setTo} />
      </div>
      {error !== null && <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={3} />}
      {data !== undefined && error === null && data.items.length === 0 && (
        <EmptyState icon="list" title={words.empty.title} text={words.empty.text}>
          <Link to="/workflows">{words.empty.action}</Link>
        </EmptyState>
      )}
      {data !== undefined && error === null && data.items.length > 0 && (
        <>
          <UsageTotals total={data.total} />
          <UsageChart items={data.items} measure={measure} group={words.groups[data.by]} />
          <UsageTable items={data.items} group={words.groups[data.by]} />
        </>
      )}
      <div>
        <p className={styles['caption']}>{words.cli}</p>
        <CommandLine command={commandWords(['usage'], question)} />
      </div>
    </section>
  );
}
