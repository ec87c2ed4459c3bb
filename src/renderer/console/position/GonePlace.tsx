import type { RunPlace } from '../../../core/domain/model/page-address.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { addressWords as words } from '../../strings/addresses.ts';
import styles from './GonePlace.module.css';

/** Says that a link led to a place this run does not have, and shows the run as a whole. */
export function GonePlace({ missing: { node, seq }, onShowAll }: { readonly missing: RunPlace; readonly onShowAll: () => void }) {
  if (node === undefined && seq === undefined) return null;
  return (
    <div role="status" className={styles['gone']}>
      <Icon name="info" />
      <p>{node === undefined ? words.noRow(seq ?? 0) : words.noStep(node)}</p>
      {node !== undefined && (
        <Button size="small" onPress={onShowAll}>
          {words.wholeRun}
        </Button>
      )}
    </div>
  );
}
