import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { labelTransform } from '../../canvas/label-sides.ts';
import type { PlacedEdge } from '../../canvas/layout-region.ts';
import { roundedPath } from '../../canvas/rounded-path.ts';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useCanvasActs, useCanvasUi } from './canvas-ui.ts';
import styles from './DesignerEdge.module.css';
import { EdgeEnds } from './EdgeEnds.tsx';
import { pillParts } from './pill-parts.ts';
import type { DesignerEdgeData, DesignerFlowEdge } from './flow-elements.ts';
import { PlusButton } from './PlusButton.tsx';

const words = canvasWords.edge;

/** A transition: its line, a pill with what fires it, on what condition and how early it is examined, and the way to put a node in. */
export const DesignerEdge = memo(function DesignerEdge({ id, data, selected = false, markerEnd }: EdgeProps<DesignerFlowEdge>) {
  const isHovered = useCanvasUi(({ hoveredEdge }) => hoveredEdge === id);
  const isTarget = useCanvasUi(({ dropEdge }) => dropEdge === id);
  const isHidden = useCanvasUi(({ reconnecting }) => reconnecting?.edge === id);
  const moved = useCanvasUi(({ movingEdges }) => movingEdges.get(id));
  if (data === undefined) return null;
  const { light, mark, conflict, isWrong, isFound, isReadOnly, isOnly } = data;
  const placed = moved ?? data.placed;
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(placed.points)}
        interactionWidth={18}
        className={classNames(styles['line'], (isHovered || isTarget) && styles['hovered'], (selected || isFound) && styles['selected'], isTarget && styles['target'], isWrong && styles['wrong'], light !== undefined && styles[light], mark !== undefined && styles[mark], conflict !== undefined && styles[conflict], isHidden && styles['away'])}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {isOnly && !isReadOnly && <EdgeEnds id={id} placed={placed} />}
      <EdgeLabelRenderer>
        <Pill id={id} data={data} placed={placed} selected={selected} isOpen={(isHovered || isOnly) && !isReadOnly} isTarget={isTarget} />
      </EdgeLabelRenderer>
    </>
  );
});

interface PillProps {
  readonly id: string;
  readonly data: DesignerEdgeData;
  readonly placed: PlacedEdge;
  readonly selected: boolean;
  readonly isOpen: boolean;
  readonly isTarget: boolean;
}

/** As large at half the size as it is at full size, so that it can be read there. */
function Pill({ id, placed, data: { names, light, conflict, isWrong, isFound, taken, isOnly }, selected, isOpen, isTarget }: PillProps) {
  const acts = useCanvasActs();
  const { edge } = placed;
  const { transform, ...origin } = labelTransform(placed);
  const isAside = useCanvasUi(({ entered }) => entered === edge.from);
  const parts = pillParts(edge, isOnly || isTarget);
  const isBare = parts.length === 0 && taken === 0 && conflict === undefined;
  if (isBare && !isOpen) return null;
  return (
    // The line itself is what the keyboard reaches, and tells these words; what stands at it only takes the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      aria-hidden="true"
      className={classNames('nopan', styles['place'], selected && styles['front'], isAside && styles['aside'], isBare && styles['bare'])}
      style={{ transform: `${transform} scale(var(--counter, 1))`, ...origin }}
      onMouseEnter={() => { acts.ui.set({ hoveredEdge: id }); }}
      onMouseLeave={() => { acts.ui.set({ hoveredEdge: undefined }); }}
      onClick={(event) => { acts.selectEdge(id, event.metaKey || event.ctrlKey); }}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        acts.openMenu({ kind: 'edge', id }, event);
      }}
    >
      {parts.length > 0 && (
        <div
          className={classNames(styles['pill'], (selected || isFound) && styles['chosen'], isTarget && styles['chosen'], isWrong && styles['faulty'], light === 'dim' && styles['dim'])}
          title={[edge.title, edge.priority === 0 ? '' : words.priorityTitle(edge.priority)].filter(Boolean).join('\n')}
        >
          {parts.map(({ kind, text }) => <span key={kind} className={styles[kind]}>{text}</span>)}
        </div>
      )}
      {conflict !== undefined && (
        <span className={styles[`${conflict}Mark`]}>
          <Icon name={conflict === 'open' ? 'alert' : 'check'} size="small" />
          {canvasWords.node.conflicts[conflict]}
        </span>
      )}
      {taken > 0 && <span className={styles['taken']} title={words.taken(taken)}>{words.takenShort(taken)}</span>}
      {isOpen && <div className={styles['beside']}><PlusButton label={words.addHere(...names)} onPress={() => { acts.add({ splice: id }); }} /></div>}
    </div>
  );
}
