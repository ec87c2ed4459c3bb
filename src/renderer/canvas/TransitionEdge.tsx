import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '../components/class-names.ts';
import { labelTransform } from './label-sides.ts';
import type { PlacedEdge } from './layout-region.ts';
import { roundedPath } from './rounded-path.ts';
import styles from './TransitionEdge.module.css';

export type TransitionEdgeData = { readonly placed: PlacedEdge; readonly taken: number; readonly isRun: boolean };
export type TransitionFlowEdge = Edge<TransitionEdgeData, 'transition'>;

/** A transition along the corners the layout found, with what fires it; in a run, how often it was taken. */
export const TransitionEdge = memo(function TransitionEdge({ id, data, markerEnd }: EdgeProps<TransitionFlowEdge>) {
  if (data === undefined) return null;
  const { placed, taken, isRun } = data;
  const words = [placed.edge.label, taken > 1 ? `${taken}×` : ''].filter(Boolean).join(' · ');
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(placed.points)}
        className={classNames(styles['line'], isRun && (taken > 0 ? styles['taken'] : styles['untaken']))}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {words !== '' && (
        <EdgeLabelRenderer>
          <span
            className={classNames(styles['label'], isRun && taken === 0 && styles['faint'])}
            title={placed.edge.title}
            style={labelTransform(placed)}
          >
            {words}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
