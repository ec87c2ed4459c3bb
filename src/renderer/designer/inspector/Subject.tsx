import type { ReactNode } from 'react';
import { findNode, findTransition, nameOf, transitionName } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { inspectorWords } from '../../strings/designer-inspector.ts';
import { noteName, notesOf } from '../canvas/notes.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { useLastingKey } from '../session/renames.ts';
import { textOf } from './editing/reading.ts';
import styles from './inspector.module.css';
import { NodePanel } from './node/NodePanel.tsx';
import { NotePanel } from './note/NotePanel.tsx';
import { Panes } from './panes/Panes.tsx';
import { NodeOutput } from './scope/NodeOutput.tsx';
import { SeveralPanel } from './several/SeveralPanel.tsx';
import { TransitionPanel } from './transition/TransitionPanel.tsx';
import { WorkflowPanel } from './workflow/WorkflowPanel.tsx';

export interface SubjectProps {
  readonly isLarge: boolean;
  /** Makes the inspector large, or brings it back. */
  readonly onSize: () => void;
}

interface Shown {
  readonly title: string;
  readonly kind?: string;
  readonly content: ReactNode;
}

/** Whatever is selected, with its name above. */
export function Subject({ isLarge, onSize }: SubjectProps) {
  const { title, kind, content } = useShown();
  const words = inspectorWords.panes;
  return (
    <>
      <header className={classNames(styles['head'], !isLarge && styles['beside'])}>
        <h2 title={title}>{title}</h2>
        {kind !== undefined && kind.toLowerCase() !== title.toLowerCase() && <span>{kind}</span>}
        <div className={styles['size']} data-size><IconButton icon={isLarge ? 'cross' : 'expand'} label={isLarge ? words.shrink : words.expand} onPress={onSize} /></div>
      </header>
      {content}
    </>
  );
}

function useShown(): Shown {
  const { nodes, transitions, notes } = useDesignerState((state) => state.selection);
  const selection = useDesignerState((state) => state.selection);
  const definition = useDesignerState((state) => state.definition);
  const kinds = useCatalogue();
  const [nodeKey, transitionKey] = [useLastingKey('nodes', nodes[0] ?? ''), useLastingKey('transitions', transitions[0] ?? '')];
  const count = nodes.length + transitions.length;
  if (count > 1) return { title: inspectorWords.several.title(count), content: <Body><SeveralPanel selection={selection} /></Body> };
  const [node = ''] = nodes;
  const [transition = ''] = transitions;
  const foundNode = findNode(definition, node);
  const foundTransition = findTransition(definition, transition);
  if (foundNode !== undefined) {
    const type = textOf(foundNode, 'type');
    const content = <Panes scope={`nodes.${node}`} output={<NodeOutput node={foundNode} />}><NodePanel key={nodeKey} node={foundNode} /></Panes>;
    return { title: nameOf(foundNode), kind: kinds.find((each) => each.group === 'node' && each.type === type)?.title ?? type, content };
  }
  if (foundTransition !== undefined) {
    return { title: transitionName(definition, foundTransition), kind: inspectorWords.transition.heading, content: <Panes scope={`transitions.${transition}`}><TransitionPanel key={transitionKey} transition={foundTransition} /></Panes> };
  }
  if (count === 0 && notes.length > 0) return shownNotes(notes, definition);
  if (count === 1) return { title: inspectorWords.label, content: <Body><p>{inspectorWords.node.gone}</p></Body> };
  return { title: textOf(definition, 'name') || inspectorWords.workflow.heading, kind: inspectorWords.workflow.heading, content: <Body><WorkflowPanel definition={definition} /></Body> };
}

function shownNotes(notes: readonly string[], definition: JsonObject): Shown {
  const words = canvasWords.note;
  const found = notesOf(definition).find(({ id }) => id === notes[0]);
  if (notes.length > 1) return { title: inspectorWords.several.title(notes.length), content: <Body><p>{words.several}</p></Body> };
  if (found === undefined) return { title: words.title, content: <Body><p>{inspectorWords.node.gone}</p></Body> };
  return { title: noteName(found.text) || words.title, kind: words.title, content: <Body><NotePanel key={found.id} note={found} /></Body> };
}

function Body({ children }: { readonly children: ReactNode }) {
  return <div className={styles['body']}>{children}</div>;
}
