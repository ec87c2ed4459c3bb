import { useRef } from 'react';
import type { Overview } from '../../../../core/domain/operations/overview.ts';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { homeWords } from '../../../strings/home.ts';
import { HomePart } from '../HomePart.tsx';
import styles from './FirstSteps.module.css';
import { FolderQuestion } from './FolderQuestion.tsx';
import { StepAct } from './StepAct.tsx';
import { steps } from './steps.ts';
import { useFirstSteps } from './use-first-steps.ts';

const words = homeWords.steps;

/** What leads whoever is new from an empty page to a run, a card, a document and a workflow; it ticks by itself, and goes when somebody hides it. */
export function FirstSteps({ now }: { readonly now: Overview }) {
  const { offered, offer } = useFirstSteps();
  const heading = useRef<HTMLHeadingElement>(null);
  if (offered === undefined || offered === 'hidden') return null;
  const done = steps.filter((step) => now.steps[step]).length;
  const next = steps.find((step) => !now.steps[step]);
  const isNew = done === 0 && now.running.length === 0 && now.needs.length === 0;
  return (
    <>
      {offered === 'folder' && isNew && (
        <FolderQuestion
          onDone={() => {
            offer('steps');
            heading.current?.focus();
          }}
        />
      )}
      <HomePart id="steps" title={words.title} headingRef={heading} beside={<Button size="small" look="quiet" onPress={() => { offer('hidden'); sayDone(words.hidden, words.again); }}>{words.hide}</Button>}>
        <p className={styles['text']}>{next === undefined ? words.allDone : words.text}</p>
        <ol className={styles['steps']}>
          {steps.map((step) => (
            <li key={step} className={styles['step']} data-done={now.steps[step] || undefined}>
              <span className={styles['mark']}>
                {now.steps[step] && <Icon name="check" />}
              </span>
              <div className={styles['words']}>
                <h3>
                  {words[step].title}
                  {now.steps[step] && <span className="visually-hidden"> · {words.isDone}</span>}
                </h3>
                {!now.steps[step] && <p>{words[step].text}</p>}
              </div>
              <StepAct step={step} now={now} isNext={step === next} />
            </li>
          ))}
        </ol>
        <p role="status" className={styles['text']}>{words.done(done, steps.length)}</p>
      </HomePart>
    </>
  );
}
