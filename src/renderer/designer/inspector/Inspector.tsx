import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { findNode, findTransition, nameOf, transitionName } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { inspectorWords } from '../../strings/designer-inspector.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { textOf } from './editing/reading.ts';
import { endBurst } from './editing/use-editing.ts';
import { bringField } from './bring-field.ts';
import { leaveInspector } from './leave-inspector.ts';
import { InspectorHead } from './InspectorHead.tsx';
import styles from './inspector.module.css';
import { NodePanel } from './node/NodePanel.tsx';
import { SeveralPanel } from './several/SeveralPanel.tsx';
import { InsertTarget, InsertTargetProvider } from './text/insert-target.tsx';
import { TransitionPanel } from './transition/TransitionPanel.tsx';
import { WorkflowPanel } from './workflow/WorkflowPanel.tsx';

/** What is selected, and everything about it that can be edited: a node, a transition, several of them, or the workflow itself. */
export function Inspector() {
  const context = useDesigner();
  const root = useRef<HTMLDivElement>(null);
  const field = useDesignerView((view) => view.field);
  const [target] = useState(() => new InsertTarget());
  const bring = useEffectEvent((where: string) => {
    if (root.current !== null && bringField(root.current, where)) context.view.set({ field: undefined });
  });
  useEffect(() => {
    if (field === undefined) return undefined;
    // The panel that holds the field is drawn first.
    const frame = requestAnimationFrame(() => { bring(field); });
    return () => { cancelAnimationFrame(frame); };
  }, [field]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the pane around it is the landmark; here keys leave it
    <div
      ref={root}
      className={styles['inspector']}
      onFocus={() => { endBurst(context.session); }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        leaveInspector(context);
      }}
    >
      <InsertTargetProvider value={target}><Subject /></InsertTargetProvider>
    </div>
  );
}

function Subject() {
  const selection = useDesignerState((state) => state.selection);
  const definition = useDesignerState((state) => state.definition);
  const kinds = useCatalogue();
  const count = selection.nodes.length + selection.transitions.length;
  const [node] = selection.nodes;
  const [transition] = selection.transitions;
  if (count > 1) return <Panel title={inspectorWords.several.title(count)}><SeveralPanel selection={selection} /></Panel>;
  if (node !== undefined) {
    const found = findNode(definition, node);
    if (found === undefined) return <Panel title={inspectorWords.label}><p>{inspectorWords.node.gone}</p></Panel>;
    const type = textOf(found, 'type');
    return <Panel title={nameOf(found)} kind={kinds.find((each) => each.group === 'node' && each.type === type)?.title ?? type}><NodePanel key={node} node={found} /></Panel>;
  }
  if (transition !== undefined) {
    const found = findTransition(definition, transition);
    if (found === undefined) return <Panel title={inspectorWords.label}><p>{inspectorWords.node.gone}</p></Panel>;
    return <Panel title={transitionName(definition, found)} kind={inspectorWords.transition.heading}><TransitionPanel key={transition} transition={found} /></Panel>;
  }
  return <Panel title={nameOfWorkflow(definition)} kind={inspectorWords.workflow.heading}><WorkflowPanel definition={definition} /></Panel>;
}

function Panel({ title, kind, children }: { readonly title: string; readonly kind?: string; readonly children: React.ReactNode }) {
  return (
    <>
      <InspectorHead title={title} kind={kind} />
      <div className={styles['body']}>{children}</div>
    </>
  );
}

function nameOfWorkflow(definition: JsonObject): string {
  return textOf(definition, 'name') || inspectorWords.workflow.heading;
}
