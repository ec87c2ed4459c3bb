import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useState } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { isJsonObject, type JsonObject } from '../../core/domain/model/json.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { classNames } from '../components/class-names.ts';
import { Failure } from '../components/Failure.tsx';
import { JsonView } from '../components/JsonView.tsx';
import { ValueList } from '../components/ValueList.tsx';
import { actWords } from '../strings/console-acts.ts';
import { consoleWords } from '../strings/console.ts';
import { timelineWords } from '../strings/console-timeline.ts';
import { runWords } from '../strings/runs.ts';
import { ActsPanel } from './acts/ActsPanel.tsx';
import { ArtifactList } from './ArtifactList.tsx';
import { CallList } from './calls/CallList.tsx';
import { useConsole, usePosition } from './console-context.tsx';
import { CostPanel } from './cost/CostPanel.tsx';
import { hasEnded } from './describe-run.ts';
import { useStateAt } from './position/use-state-at.ts';
import styles from './RunTabs.module.css';
import { WhyPanel } from './why/WhyPanel.tsx';

const { tabs } = runWords;

interface Part {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
  /** It scrolls by itself. */
  readonly isFilled?: boolean;
}

/** What a run holds beside its map, one part in sight; in a narrow window its timeline and its texts are parts too. */
export const RunTabs = memo(function RunTabs({ before = [] }: { readonly before?: readonly Part[] }) {
  const { run } = useConsole();
  const parts: readonly Part[] = [
    ...before,
    { id: 'acts', label: actWords.tab.title, content: <><ShowsNow /><ActsPanel /></> },
    { id: 'artifacts', label: tabs.artifacts, content: <ArtifactList runId={run.id} /> },
    { id: 'result', label: tabs.result, content: <><ShowsNow /><Result /></> },
    { id: 'calls', label: tabs.calls, content: <CallList /> },
    { id: 'variables', label: tabs.variables, content: <Variables /> },
    { id: 'cost', label: consoleWords.cost.tab, content: <CostPanel /> },
    { id: 'why', label: consoleWords.why.tab, content: <WhyPanel /> },
    { id: 'inputs', label: tabs.inputs, content: <Values values={run.inputs} empty={runWords.inputs.empty} /> },
  ];
  const [chosen, setChosen] = useState<Key>();
  const first = useFirstTab();
  return (
    <Tabs className={classNames(styles['tabs'])} selectedKey={chosen ?? before[0]?.id ?? first} onSelectionChange={setChosen}>
      <h2 className="visually-hidden">{runWords.holds}</h2>
      <TabList aria-label={runWords.one} className={classNames(styles['list'])}>
        {parts.map(({ id, label }) => (
          <Tab key={id} id={id} className={classNames(styles['tab'])}>
            {label}
          </Tab>
        ))}
      </TabList>
      {parts.map(({ id, content, isFilled = false }) => (
        <TabPanel key={id} id={id} className={classNames(styles['panel'], isFilled && styles['filled'])}>
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
});

/** What there is to see: what a run that made no files gave back, else its files. */
function useFirstTab(): 'artifacts' | 'result' {
  const { run } = useConsole();
  const queries = useQueries();
  const { data } = useQuery(queries.artifacts.list.queryOptions({ input: { run: run.id } }));
  return run.outputs !== undefined && data?.items.length === 0 ? 'result' : 'artifacts';
}

/** What does not follow whoever goes back says so. */
function ShowsNow() {
  const { at } = usePosition();
  return at === undefined ? null : <p>{timelineWords.showsNow(at)}</p>;
}

/** As they are now, or as they were where the reader went back to. */
function Variables() {
  const { run } = useConsole();
  const { state, error } = useStateAt();
  const { vars, nodes } = state ?? run;
  return (
    <>
      {error !== null && <Failure error={error} title={timelineWords.cannotStand} isInline />}
      {state !== undefined && <p>{timelineWords.past(state.seq)}</p>}
      <h3>{runWords.variables.vars}</h3>
      <Values values={vars} empty={runWords.variables.empty} />
      <h3>{runWords.variables.outputs}</h3>
      <Values values={nodes} empty={runWords.variables.noOutputs} />
    </>
  );
}

function Result() {
  const { run } = useConsole();
  if (run.outputs === undefined) return <p>{hasEnded(run) ? runWords.result.none : runWords.result.empty}</p>;
  return isJsonObject(run.outputs) ? <ValueList values={run.outputs} /> : <JsonView value={run.outputs} label={tabs.result} />;
}

function Values({ values, empty }: { readonly values: JsonObject; readonly empty: string }) {
  return Object.keys(values).length === 0 ? <p>{empty}</p> : <ValueList values={values} />;
}
