import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { runListWords } from '../../strings/runs-list.ts';
import { runWords } from '../../strings/runs.ts';
import { ChosenRuns } from './acts/ChosenRuns.tsx';
import { type Chosen, none } from './list/choosing.ts';
import { RunFilters } from './list/RunFilters.tsx';
import { RunList } from './list/RunList.tsx';
import { SavedViews } from './list/SavedViews.tsx';
import { StartRun } from './list/StartRun.tsx';
import { isNarrowed, isTypedOn, readRunsFilter, runsFlags, runsInput, type RunsFilter } from './list/runs-filter.ts';
import styles from './RunsScreen.module.css';

/** Every run, narrowed to what the address says; chosen ones are acted upon together. */
export function RunsScreen() {
  const search: object = useSearch({ strict: false });
  const filter = useMemo(() => readRunsFilter({ ...search }), [search]);
  const navigate = useNavigate();
  const { chosen, setChosen } = useChosen(JSON.stringify(filter));
  const [asked, setAsked] = useState(() => ({ times: 0, at: Date.now() }));
  const input = useMemo(() => runsInput(filter, asked.at), [filter, asked.at]);
  const change = useCallback((next: RunsFilter): void => {
    setAsked(({ times }) => ({ times: times + 1, at: Date.now() }));
    void navigate({ to: '/runs', search: next, replace: isTypedOn(filter, next) });
  }, [navigate, filter]);
  const renew = useCallback((): void => { setAsked(({ times }) => ({ times: times + 1, at: Date.now() })); }, []);
  const { order, ...others } = filter;

  return (
    <Page title={runWords.title} actions={<><SavedViews filter={filter} onOpen={change} /><StartRun /></>} isFilled>
      <RunFilters filter={filter} onChange={change} />
      {chosen.size > 0 && <ChosenRuns chosen={chosen} onChoose={setChosen} />}
      <RunList
        key={JSON.stringify([input, asked.times])}
        input={input}
        times={asked.times}
        chosen={chosen}
        onChoose={setChosen}
        onOrder={() => { change(order === undefined ? { ...others, order: 'oldest' } : others); }}
        onRenew={renew}
        empty={isNarrowed(filter) ? <NoneFits onClear={() => { change({}); }} /> : <NoRuns />}
      />
      <div className={styles['cli']}>
        <CommandLine command={commandWords(['runs', 'list'], runsFlags(input))} />
      </div>
    </Page>
  );
}

/** What is chosen belongs to a filter: what is out of the list is not acted upon. */
function useChosen(of: string): { readonly chosen: Chosen; readonly setChosen: (change: (chosen: Chosen) => Chosen) => void } {
  const [held, setHeld] = useState({ of, runs: none });
  return {
    chosen: held.of === of ? held.runs : none,
    setChosen: useCallback((change) => { setHeld((before) => ({ of, runs: change(before.of === of ? before.runs : none) })); }, [of]),
  };
}

function NoRuns() {
  return (
    <EmptyState icon="runs" title={runWords.empty.title} text={runWords.empty.text}>
      <Link to="/workflows">{runWords.empty.action}</Link>
    </EmptyState>
  );
}

function NoneFits({ onClear }: { readonly onClear: () => void }) {
  const { empty } = runListWords;
  return (
    <EmptyState icon="search" title={empty.title} text={empty.text}>
      <Button onPress={onClear}>{empty.action}</Button>
    </EmptyState>
  );
}
