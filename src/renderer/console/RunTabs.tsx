import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { isJsonObject, type JsonObject } from '../../core/domain/model/json.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';
import { classNames } from '../components/class-names.ts';
import { JsonView } from '../components/JsonView.tsx';
import { ValueList } from '../components/ValueList.tsx';
import type { RunStream } from '../state/run-stream.ts';
import { runWords } from '../strings/runs.ts';
import { ArtifactList } from './ArtifactList.tsx';
import { CallList } from './CallList.tsx';
import { ModelText } from './ModelText.tsx';
import styles from './RunTabs.module.css';

const tabs = runWords.tabs;

export interface RunTabsProps {
  readonly run: RunView;
  readonly stream: Pick<RunStream, 'lines' | 'texts'>;
  readonly nameOf: (nodeId: string) => string;
}

/** What a run holds beside its journal: artifacts, model text, variables, inputs, result. */
export function RunTabs({ run, stream, nameOf }: RunTabsProps) {
  return (
    <Tabs className={classNames(styles['tabs'])} defaultSelectedKey="artifacts">
      <h2 className="visually-hidden">{runWords.holds}</h2>
      <TabList aria-label={runWords.one} className={classNames(styles['list'])}>
        {Object.entries(tabs).map(([id, label]) => (
          <Tab key={id} id={id} className={classNames(styles['tab'])}>
            {label}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="artifacts" className={classNames(styles['panel'])}>
        <ArtifactList runId={run.id} />
      </TabPanel>
      <TabPanel id="calls" className={classNames(styles['panel'])}>
        <CallList lines={stream.lines} definition={run.definition} nameOf={nameOf} />
      </TabPanel>
      <TabPanel id="output" className={classNames(styles['panel'])}>
        <ModelText stream={stream} isLive={run.status === 'running' || run.status === 'pausing'} nameOf={nameOf} />
      </TabPanel>
      <TabPanel id="variables" className={classNames(styles['panel'])}>
        <h3>{runWords.variables.vars}</h3>
        <Values values={run.vars} empty={runWords.variables.empty} />
        <h3>{runWords.variables.outputs}</h3>
        <Values values={run.nodes} empty={runWords.variables.noOutputs} />
      </TabPanel>
      <TabPanel id="inputs" className={classNames(styles['panel'])}>
        <Values values={run.inputs} empty={runWords.inputs.empty} />
      </TabPanel>
      <TabPanel id="result" className={classNames(styles['panel'])}>
        {run.outputs === undefined ? <p>{runWords.result.empty}</p> : isJsonObject(run.outputs) ? <ValueList values={run.outputs} /> : <JsonView value={run.outputs} label={tabs.result} />}
      </TabPanel>
    </Tabs>
  );
}

function Values({ values, empty }: { readonly values: JsonObject; readonly empty: string }) {
  return Object.keys(values).length === 0 ? <p>{empty}</p> : <ValueList values={values} />;
}
