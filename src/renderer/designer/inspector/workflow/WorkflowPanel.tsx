import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { classNames } from '../../../components/class-names.ts';
import tabStyles from '../../../components/DialogTabs.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerView } from '../../session/DesignerProvider.tsx';
import { CardShelf } from '../cards/CardShelf.tsx';
import { VariableList } from '../variables/VariableList.tsx';
import panelStyles from '../inspector.module.css';
import { WorkflowGeneral } from './WorkflowGeneral.tsx';
import { WorkflowLimits } from './WorkflowLimits.tsx';
import { WorkflowModels } from './WorkflowModels.tsx';
import { WorkflowSchemas } from './WorkflowSchemas.tsx';

const tabs = ['general', 'inputs', 'variables', 'cards', 'limits', 'models'] as const;
type WorkflowTab = (typeof tabs)[number];

/** The workflow itself: what it is called, is given and yields, keeps, shows, may use and may reach. */
export function WorkflowPanel({ definition }: { readonly definition: JsonObject }) {
  const field = useDesignerView((view) => view.field);
  const [chosen, setChosen] = useState<{ readonly tab: WorkflowTab; readonly field: string | undefined }>({ tab: 'general', field: undefined });
  const wanted = tabOf(field);
  const tab = wanted !== undefined && chosen.field !== field ? wanted : chosen.tab;
  // The field that was asked for is forgotten once it has the focus; its tab stays.
  if (wanted !== undefined && chosen.field !== field) setChosen({ tab: wanted, field });
  return (
    <Tabs
      className={classNames(tabStyles['tabs'])}
      selectedKey={tab}
      onSelectionChange={(key) => {
        const next = tabs.find((each) => each === key);
        if (next !== undefined) setChosen({ tab: next, field });
      }}
    >
      <TabList aria-label={inspectorWords.label} className={classNames(tabStyles['list'])}>
        {tabs.map((each) => <Tab key={each} id={each} className={classNames(tabStyles['tab'])}>{inspectorWords.workflow.tabs[each]}</Tab>)}
      </TabList>
      <TabPanel id="general" className={classNames(panelStyles['panel'])}><WorkflowGeneral definition={definition} /></TabPanel>
      <TabPanel id="inputs" className={classNames(panelStyles['panel'])}><WorkflowSchemas definition={definition} /></TabPanel>
      <TabPanel id="variables" className={classNames(panelStyles['panel'])}><VariableList at="workflow" variables={definition['variables']} /></TabPanel>
      <TabPanel id="cards" className={classNames(panelStyles['panel'])}><CardShelf definition={definition} /></TabPanel>
      <TabPanel id="limits" className={classNames(panelStyles['panel'])}><WorkflowLimits definition={definition} /></TabPanel>
      <TabPanel id="models" className={classNames(panelStyles['panel'])}><WorkflowModels definition={definition} /></TabPanel>
    </Tabs>
  );
}

/** Which tab holds the field of a finding. */
export function tabOf(field: string | undefined): WorkflowTab | undefined {
  const [noun] = field?.split('.') ?? [];
  const homes: { readonly [noun: string]: WorkflowTab } = { '': 'general', inputs: 'inputs', outputs: 'inputs', variables: 'variables', cards: 'cards', limits: 'limits', permissions: 'limits', llm: 'models' };
  return noun === undefined ? undefined : homes[noun];
}
