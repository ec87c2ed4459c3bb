import { memo, type ReactNode } from 'react';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import type { IconName } from '../components/icon-paths.ts';
import { kindTitle } from '../strings/kinds.ts';
import { runWords } from '../strings/runs.ts';
import { actName } from './definition-words.ts';
import type { PlacedBody } from './layout-region.ts';
import styles from './NodeBox.module.css';
import offStyles from './off.module.css';
import { mostRows } from './node-size.ts';
import type { CanvasAct, CanvasNode } from './read-definition.ts';

const typeIcons: Readonly<Record<string, IconName>> = {
  start: 'play',
  end: 'flag',
  workStep: 'step',
  decision: 'branch',
  loop: 'loop',
  parallel: 'parallel',
  map: 'list',
  subWorkflow: 'workflow',
  wait: 'clock',
  uiCard: 'person',
};

export interface NodeBoxProps {
  readonly node: CanvasNode;
  readonly bodies: readonly PlacedBody[];
  /** Far away, only the name and what matters most can be read. */
  readonly isFar?: boolean;
  /** Further away still, what it does inside cannot be read either. */
  readonly isOutline?: boolean;
  /** What the run, the check or a comparison says of it. */
  readonly beside?: ReactNode;
  readonly className?: string | undefined;
  /** Bodies that are marked, by id: where something would be dropped. */
  readonly markedBody?: string | undefined;
}

/** One node as every picture of a workflow draws it: what it is and what it does inside; a container around its bodies. */
export const NodeBox = memo(function NodeBox({ node, bodies, isFar = false, isOutline = false, beside, className, markedBody }: NodeBoxProps) {
  const isContainer = bodies.length > 0;
  const subtitle = isFar ? undefined : subtitleOf(node);
  const isActing = !isContainer && !isOutline && node.acts.length > 1;
  return (
    <div className={classNames(styles['node'], isContainer && styles['container'], isFar && styles['far'], isActing && styles['acting'], (node.type === 'start' || node.type === 'end') && styles['terminal'], className)}>
      <div className={styles['head']}>
        <Icon name={typeIcons[node.type] ?? 'step'} />
        <div className={styles['words']}>
          <span className={styles['name']}>{shownText(node.name)}</span>
          {subtitle !== undefined && <span className={styles['subtitle']} title={subtitle}>{subtitle}</span>}
        </div>
        {beside}
      </div>
      {isActing && <Acts acts={node.acts} />}
      {bodies.map((body) => (
        <div
          key={body.id}
          className={classNames(styles['body'], body.isFramed && styles['framed'], body.id === markedBody && styles['marked'])}
          style={{ left: body.x, top: body.y, width: body.width, height: body.height }}
        >
          {body.isFramed && <span className={styles['bodyName']}>{body.id.replaceAll('_', ' ')}</span>}
          {body.isEmpty && !isFar && <span className={styles['empty']}>{runWords.emptyBody}</span>}
        </div>
      ))}
    </div>
  );
});

function Acts({ acts }: { readonly acts: readonly CanvasAct[] }) {
  const shown = acts.slice(0, mostRows);
  return (
    <ul className={styles['acts']}>
      {shown.map((act) => (
        <li key={`${act.when} ${act.id}`} title={[act.isOff === true ? runWords.node.switchedOff(actName(act)) : actName(act), act.parameter].filter(Boolean).join(': ')}>
          <span className={classNames(styles['act'], act.isOff === true && offStyles['off'])}>{act.when === 'exit' ? runWords.node.onExit(actName(act)) : actName(act)}</span>
          <span className={styles['parameter']}>{act.parameter}</span>
        </li>
      ))}
      {acts.length > shown.length && <li className={styles['parameter']}>{runWords.node.moreActs(acts.length - shown.length)}</li>}
    </ul>
  );
}

/** What it does: its one act, how many, its own setting, or else what kind of node it is where the name does not say so. */
function subtitleOf(node: CanvasNode): string | undefined {
  const [first, second] = node.acts;
  if (second !== undefined) return joined(typeWords(node), runWords.node.actions(node.acts.length));
  if (first !== undefined) return joined(actWords(node, first), first.parameter);
  return joined(typeWords(node), node.parameter);
}

/** Off, or what it is called where the name of its node does not say so. */
function actWords({ name }: CanvasNode, act: CanvasAct): string | undefined {
  if (act.isOff === true) return runWords.node.switchedOff(actName(act));
  return actName(act) === name ? undefined : actName(act);
}

function joined(...words: readonly (string | undefined)[]): string | undefined {
  const said = words.filter(Boolean).join(' · ');
  return said === '' ? undefined : said;
}

function typeWords({ name, type }: CanvasNode): string | undefined {
  const words = kindTitle('node', type);
  return words.toLowerCase() === name.toLowerCase() ? undefined : words;
}
