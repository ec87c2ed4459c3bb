import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { exitsOf, idOf, listIn, transitionName } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { nodePanels } from '../../../../core/domain/model/page-address.ts';
import { classNames } from '../../../components/class-names.ts';
import tabStyles from '../../../components/DialogTabs.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../../session/DesignerProvider.tsx';
import { textOf } from '../editing/reading.ts';
import { Button } from '../../../components/Button.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import panelStyles from '../inspector.module.css';
import { TransitionRules } from '../transition/TransitionRules.tsx';
import { ActionList } from './ActionList.tsx';
import { NodeAbout } from './NodeAbout.tsx';
import { NodeParameters } from './NodeParameters.tsx';

type NodeTab = (typeof nodePanels)[number];

/** One node: its parameters, its actions, what leads on from it, and what people say of it. */
export function NodePanel({ node }: { readonly node: JsonObject }) {
  const id = idOf(node);
  const kind = useCatalogue().find((each) => each.group === 'node' && each.type === textOf(node, 'type'));
  const field = useDesignerView((view) => view.field);
  const wanted = tabOf(field, id);
  const takesActions = kind === undefined || kind.role === 'step' || listIn(node, 'entry').length > 0 || listIn(node, 'exit').length > 0;
  const first: NodeTab = textOf(node, 'type') === 'workStep' ? 'actions' : 'parameters';
  const [chosen, setChosen] = useState<{ readonly tab: NodeTab; readonly field: string | undefined }>();
  const tab = wanted !== undefined && chosen?.field !== field ? wanted : (chosen?.tab ?? first);
  // The field that was asked for is forgotten once it has the focus; its tab stays.
  if (wanted !== undefined && chosen?.field !== field) setChosen({ tab: wanted, field });
  const tabs = nodePanels.filter((each) => (each !== 'actions' || takesActions) && (each !== 'exits' || kind?.role !== 'end'));
  const isStayedAt = useDesignerState(({ definition }) => textOf(node, 'type') !== 'workStep' || exitsOf(definition, id).some(isWaitedFor));
  const words = inspectorWords.node.tabs;
  return (
    <Tabs
      className={classNames(tabStyles['tabs'])}
      selectedKey={tabs.includes(tab) ? tab : 'parameters'}
      onSelectionChange={(key) => {
        const next = tabs.find((each) => each === key);
        if (next !== undefined) setChosen({ tab: next, field });
      }}
    >
      <TabList aria-label={inspectorWords.label} className={classNames(tabStyles['list'])}>
        {tabs.map((each) => <Tab key={each} id={each} className={classNames(tabStyles['tab'])}>{words[each]}</Tab>)}
      </TabList>
      <TabPanel id="parameters" className={classNames(panelStyles['panel'])}><NodeParameters node={node} kind={kind} /></TabPanel>
      <TabPanel id="actions" className={classNames(panelStyles['panel'])}>
        <ActionList node={node} shelf="entry" />
        <ActionList node={node} shelf="exit" />
        {listIn(node, 'userActions').length > 0 || (kind?.role === 'step' && (kind.bodies?.most ?? 0) === 0 && isStayedAt) ? <ActionList node={node} shelf="userActions" /> : null}
      </TabPanel>
      <TabPanel id="exits" className={classNames(panelStyles['panel'])}><Exits node={id} /></TabPanel>
      <TabPanel id="about" className={classNames(panelStyles['panel'])}><NodeAbout node={node} /></TabPanel>
    </Tabs>
  );
}

/** Whether a run stays where this leads on from, until somebody or something comes. */
function isWaitedFor(exit: JsonObject): boolean {
  return listIn(exit, 'validators').length > 0 || listIn(exit, 'triggers').some((trigger) => !goesOn.has(textOf(trigger, 'type')));
}

const goesOn: ReadonlySet<string> = new Set(['task-complete', 'immediate', 'condition', 'error']);

function Exits({ node }: { readonly node: string }) {
  const definition = useDesignerState((state) => state.definition);
  const exits = exitsOf(definition, node);
  return (
    <>
      <FieldBox where={`nodes.${node}.exits`}>{exits.length === 0 && <p>{inspectorWords.exits.none}</p>}</FieldBox>
      {exits.map((exit) => <Exit key={idOf(exit)} exit={exit} />)}
    </>
  );
}

function Exit({ exit }: { readonly exit: JsonObject }) {
  const { session } = useDesigner();
  const name = useDesignerState(({ definition }) => transitionName(definition, exit));
  return (
    <section aria-label={name} className={panelStyles['exit']}>
      <header className={panelStyles['exitHead']}>
        <h3>{name}</h3>
        <Button size="small" look="quiet" aria-label={inspectorWords.exits.open(name)} onPress={() => { session.select({ nodes: [], transitions: [idOf(exit)], notes: [] }); }}>{inspectorWords.openShort}</Button>
      </header>
      <TransitionRules transition={exit} />
    </section>
  );
}

function tabOf(field: string | undefined, id: string): NodeTab | undefined {
  if (field === undefined || !field.startsWith(`nodes.${id}`)) return undefined;
  const rest = field.slice(`nodes.${id}`.length);
  if (rest.startsWith('.actions') || rest.startsWith('.userActions')) return 'actions';
  if (rest.startsWith('.config') || rest === '.parameters') return 'parameters';
  if (rest === '.exits') return 'exits';
  return rest === '' ? undefined : 'about';
}
