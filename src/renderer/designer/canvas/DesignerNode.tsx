import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { containerSize } from '../../canvas/container-size.ts';
import type { PlacedNode } from '../../canvas/layout-region.ts';
import { NodeBox } from '../../canvas/NodeBox.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { useCanvasActs, useCanvasUi } from './canvas-ui.ts';
import { contentRects } from './content-rects.ts';
import styles from './DesignerNode.module.css';
import { drawnNow } from './drawn.ts';
import type { DesignerFlowNode } from './flow-elements.ts';
import type { NodeLook } from './node-look.ts';
import { PlusButton } from './PlusButton.tsx';
import { resizeLimits } from './resize-limits.ts';
import { ResizeCorners } from './ResizeCorners.tsx';
import { useIsFar, useIsOutline } from './zoom-level.ts';

const words = canvasWords.node;

/** One node as it is edited: with what is wrong with it, what changed, and where it can be led on from. */
export const DesignerNode = memo(function DesignerNode({ id, selected, data: { placed, look, isOnly, isReadOnly } }: NodeProps<DesignerFlowNode>) {
  const isFar = useIsFar();
  const isOutline = useIsOutline();
  const { node, bodies } = placed;
  const markedBody = useCanvasUi(({ dropBody }) => (bodies.some((body) => body.id === dropBody) ? dropBody : undefined));
  const isRefused = useCanvasUi(({ refused }) => refused?.node === id);
  return (
    <>
      {node.type !== 'start' && <Handle type="target" position={Position.Top} isConnectableStart={false} className={classNames(styles['handle'], styles['in'])} />}
      <NodeBox
        node={node}
        bodies={bodies}
        isFar={isFar}
        isOutline={isOutline}
        markedBody={markedBody}
        className={classNames(styles['node'], selected && styles['selected'], isRefused && styles['refused'], ...lookClasses(look))}
        beside={<Marks id={id} look={look} isFar={isFar} />}
      />
      {look.conflict !== undefined && <ConflictMark conflict={look.conflict} />}
      {node.type !== 'end' && (
        <Handle type="source" position={Position.Bottom} isConnectable={!isReadOnly} title={isReadOnly ? undefined : words.connectFrom(node.name)} className={classNames(styles['handle'], styles['out'], isReadOnly && styles['still'])} />
      )}
      {look.isUnfinished && !isFar && !isReadOnly && <AddAfter id={id} name={node.name} />}
      {isOnly && !isReadOnly && !isFar && <NodeCorners id={id} placed={placed} />}
    </>
  );
});

function lookClasses(look: NodeLook): readonly (string | false | undefined)[] {
  return [
    look.errors > 0 ? styles['wrong'] : look.warnings > 0 && styles['doubtful'],
    look.isFound && styles['found'],
    look.isUnreachable && styles['unreachable'],
    look.light !== undefined && styles[look.light],
    look.mark !== undefined && styles[look.mark],
    look.conflict !== undefined && styles[look.conflict],
  ];
}

function Marks({ id, look, isFar }: { readonly id: string; readonly look: NodeLook; readonly isFar: boolean }) {
  const acts = useCanvasActs();
  const count = look.errors + look.warnings;
  return (
    <>
      {look.mark !== undefined && <span className={classNames(styles['mark'], styles[`${look.mark}Mark`])}>{words.marks[look.mark]}</span>}
      {look.stale !== undefined && !isFar && <span className={styles['stale']} title={look.stale} />}
      {count > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className={classNames('nodrag', styles['finding'], look.errors === 0 && styles['warning'])}
          title={look.finding}
          aria-label={words.jump(count)}
          onClick={(event) => {
            event.stopPropagation();
            acts.jumpToFinding(id);
          }}
        >
          <Icon name="alert" size="small" />
          {count > 1 && count}
        </button>
      )}
    </>
  );
}

/** Stands on the border, so that the name keeps its room. */
function ConflictMark({ conflict }: { readonly conflict: NonNullable<NodeLook['conflict']> }) {
  return (
    <span className={classNames(styles['mark'], styles[`${conflict}Mark`])}>
      <Icon name={conflict === 'open' ? 'alert' : 'check'} size="small" />
      {words.conflicts[conflict]}
    </span>
  );
}

/** The end that leads nowhere yet, and the way to lead it on. */
function AddAfter({ id, name }: { readonly id: string; readonly name: string }) {
  const acts = useCanvasActs();
  return (
    <span className={styles['unfinished']}>
      <PlusButton isHint label={words.addAfter(name)} onPress={() => { acts.add({ after: id }); }} />
    </span>
  );
}

/** Within the limits of its kind, and no smaller than what stands in it. What stands in a container moves along with its upper left. */
function NodeCorners({ id, placed }: { readonly id: string; readonly placed: PlacedNode }) {
  const { session } = useDesigner();
  const content = placed.bodies.length === 0 ? undefined : containerSize(contentRects(drawnNow(session).drawing, placed), undefined);
  return <ResizeCorners id={id} limits={resizeLimits(placed.node.type, content)} />;
}
