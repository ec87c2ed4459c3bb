import { memo, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { isJsonObject, type JsonObject } from '../../core/domain/model/json.ts';
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
import { useConsole } from './console-context.tsx';
import { CostPanel } from './cost/CostPanel.tsx';
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
    { id: 'acts', label: actWords.tab.title, content: <ActsPanel /> },
    { id: 'artifacts', label: tabs.artifacts, content: <ArtifactList runId={run.id} /> },
    { id: 'calls', label: tabs.calls, content: <CallList /> },
    { id: 'variables', label: tabs.variables, content: <Variables /> },
    { id: 'cost', label: consoleWords.cost.tab, content: <CostPanel /> },
    { id: 'why', label: consoleWords.why.tab, content: <WhyPanel /> },
    { id: 'inputs', label: tabs.inputs, content: <Values values={run.inputs} empty={runWords.inputs.empty} /> },
    { id: 'result', label: tabs.result, content: <Result /> },
  ];
  return (
    <Tabs className={classNames(styles['tabs'])} defaultSelectedKey={before[0]?.id ?? 'artifacts'}>
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
  if (run.outputs === undefined) return <p>{runWords.result.empty}</p>;
  return isJsonObject(run.outputs) ? <ValueList values={run.outputs} /> : <JsonView value={run.outputs} label={tabs.result} />;
}

function Values({ values, empty }: { readonly values: JsonObject; readonly empty: string }) {
  return Object.keys(values).length === 0 ? <p>{empty}</p> : <ValueList values={values} />;
}
