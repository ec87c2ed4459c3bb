import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import type { IconName } from '../components/icon-paths.ts';
import { runWords } from '../strings/runs.ts';
import type { CanvasNode } from './read-definition.ts';
import type { NodeState, NodeStateName } from './node-states.ts';
import styles from './StepNode.module.css';

export type StepNodeData = { readonly node: CanvasNode; readonly state: NodeState | undefined; readonly isSelected: boolean };
export type StepFlowNode = Node<StepNodeData, 'step'>;

const typeIcons: Readonly<Record<string, IconName>> = {
  start: 'play',
  end: 'flag',
  workStep: 'step',
  decision: 'branch',
  loop: 'loop',
  uiCard: 'person',
};

const stateIcons: Readonly<Record<NodeStateName, IconName>> = { idle: 'clock', done: 'check', active: 'spinner', waiting: 'clock', stuck: 'alert', failed: 'cross' };

/** One node of the workflow: what it is, what it does, and in a run what it is doing. A container holds its bodies below. */
export const StepNode = memo(function StepNode({ data: { node, state, isSelected } }: NodeProps<StepFlowNode>) {
  const isContainer = node.bodies.length > 0;
  const subtitle = node.actions.length > 1 ? runWords.node.actions(node.actions.length) : (node.actions[0] ?? typeWords(node));
  return (
    <div className={classNames(styles['node'], isContainer && styles['container'], state !== undefined && styles[state.name], isSelected && styles['selected'])}>
      <Handle type="target" position={Position.Top} isConnectable={false} className={styles['handle']} />
      <div className={styles['head']}>
        <Icon name={typeIcons[node.type] ?? 'step'} />
        <div className={styles['words']}>
          <span className={styles['name']}>{node.name}</span>
          {subtitle !== undefined && <span className={styles['type']} title={node.actions.join(', ')}>{subtitle}</span>}
        </div>
        {state !== undefined && state.name !== 'idle' && (
          <span className={styles['state']}>
            <Icon name={stateIcons[state.name]} size="small" isSpinning={state.name === 'active'} />
            <span className={classNames(state.name === 'done' && 'visually-hidden')}>{runWords.node[state.name]}</span>
            {state.visits > 1 && <span>{runWords.node.visits(state.visits)}</span>}
          </span>
        )}
      </div>
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={styles['handle']} />
    </div>
  );
});

/** What kind of node it is, where its name does not say so already. */
function typeWords({ name, type }: CanvasNode): string | undefined {
  const known: Readonly<Record<string, string>> = runWords.nodeTypes;
  const words = known[type] ?? type;
  return words.toLowerCase() === name.toLowerCase() ? undefined : words;
}
