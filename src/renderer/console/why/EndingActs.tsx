import { Link } from '@tanstack/react-router';
import type { EndingAct } from '../../../core/domain/model/run-why.ts';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { consoleWords } from '../../strings/console.ts';
import styles from './Why.module.css';

const words = consoleWords.why;

/** What ends a wait: each act as a command to type, and where it is done on this screen. */
export function EndingActs({ acts }: { readonly acts: readonly EndingAct[] }) {
  if (acts.length === 0) return null;
  return (
    <section aria-label={words.ends} className={styles['place']}>
      <p className={styles['soft']}>{words.ends}</p>
      {acts.map((act) => (
        <div key={JSON.stringify(act)} className={styles['act']}>
          <OnScreen act={act} />
          <CommandLine command={actLine(act)} />
        </div>
      ))}
    </section>
  );
}

/** The act as a line: what it acts on first, the rest as flags. */
function actLine({ operation, input }: EndingAct): string {
  const { id, ...rest } = input;
  return commandWords([...operation.split('.'), ...(typeof id === 'string' ? [id] : [])], rest);
}

function OnScreen({ act: { operation, input } }: { readonly act: EndingAct }) {
  const { id } = input;
  if (operation === 'cards.submit' && typeof id === 'string') return <Link to="/cards/$id" params={{ id }}>{words.card}</Link>;
  return null;
}
