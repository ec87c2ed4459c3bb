import { Link, useNavigate } from '@tanstack/react-router';
import type { Overview } from '../../../core/domain/operations/overview.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { workflowAddress } from '../../state/addresses.ts';
import { homeWords } from '../../strings/home.ts';
import { workflowLook } from '../workflows/describe-workflow.ts';
import { useCreateWorkflow } from '../workflows/use-create-workflow.ts';
import { HomePart } from './HomePart.tsx';
import styles from './HomeScreen.module.css';

const words = homeWords.touched;

/** What somebody worked on, the last first. */
export function TouchedPart({ touched }: { readonly touched: Overview['touched'] }) {
  const navigate = useNavigate();
  const create = useCreateWorkflow();
  const [last, ...others] = touched;
  return (
    <HomePart id="touched" title={words.title} beside={<Link to="/workflows">{words.all}</Link>}>
      {last === undefined ? (
        <div className={styles['calm']}>
          <p>{words.calm}</p>
          <Button size="small" icon="plus" isPending={create.isPending} onPress={() => { create.begin('blank'); }}>{words.create}</Button>
        </div>
      ) : (
        <>
          <div className={styles['last']}>
            <div className={styles['words']}>
              <p className={styles['strong']}>{shownText(last.name)}</p>
              <p className={classNames(styles['facts'], styles['inline'])}>
                <StatusChip look={workflowLook(last.status)} isBare />
                <Ago at={last.updatedAt} />
              </p>
            </div>
            <Button look="primary" icon="edit" aria-label={words.resumeNamed(last.name)} onPress={() => void navigate(workflowAddress(last.slug))}>{words.resume}</Button>
          </div>
          {others.length > 0 && (
            <ul className={styles['rows']}>
              {others.map(({ id, slug, name, status, updatedAt }) => (
                <li key={id} className={styles['row']}>
                  <Link {...workflowAddress(slug)} className={styles['words']}>{shownText(name)}</Link>
                  <StatusChip look={workflowLook(status)} isBare />
                  <span className={styles['facts']}><Ago at={updatedAt} /></span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </HomePart>
  );
}
