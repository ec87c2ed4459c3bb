import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import type { IconName } from '../components/icon-paths.ts';
import { runWords } from '../strings/runs.ts';
import type { PlacedBody } from './layout-region.ts';
import { NodeBox } from './NodeBox.tsx';
import type { NodeState, NodeStateName } from './node-states.ts';
import type { CanvasNode } from './read-definition.ts';
import styles from './StepNode.module.css';

export type StepNodeData = { readonly node: CanvasNode; readonly bodies: readonly PlacedBody[]; readonly state: NodeState | undefined; readonly isSelected: boolean };
export type StepFlowNode = Node<StepNodeData, 'step'>;

const stateIcons: Readonly<Record<NodeStateName, IconName>> = { idle: 'clock', done: 'check', active: 'spinner', waiting: 'clock', stuck: 'alert', failed: 'cross', differs: 'alert' };

/** One node of the workflow, and in a run what it is doing. */
export const StepNode = memo(function StepNode({ data: { node, bodies, state, isSelected } }: NodeProps<StepFlowNode>) {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} className={styles['handle']} />
      <NodeBox
        node={node}
        bodies={bodies}
        className={classNames(state !== undefined && styles[state.name], isSelected && styles['selected'])}
        beside={state === undefined || state.name === 'idle' ? undefined : <State state={state} />}
      />
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={styles['handle']} />
    </>
  );
});

function State({ state }: { readonly state: NodeState }) {
  return (
    <span className={styles['state']}>
      <Icon name={stateIcons[state.name]} size="small" isSpinning={state.name === 'active'} />
      <span className={classNames(state.name === 'done' && 'visually-hidden')}>{runWords.node[state.name]}</span>
      {state.visits > 1 && <span>{runWords.node.visits(state.visits)}</span>}
    </span>
  );
}
