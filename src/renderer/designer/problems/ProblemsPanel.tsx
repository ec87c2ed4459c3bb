import { useMemo, useState } from 'react';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/Icon.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { problemWords } from '../../strings/designer-problems.ts';
import { CounterExample } from './CounterExample.tsx';
import { findingLooks } from './finding-look.ts';
import styles from './problems.module.css';
import { ProblemList } from './ProblemList.tsx';
import { countBySeverity, type FindingFilter, isSameFinding, severities, type Severity, shownFindings } from './shown-findings.ts';
import { type Findings, useFindings } from './use-findings.ts';

const all: FindingFilter = { severities: new Set(severities), search: '' };

/** What is wrong with the definition on the screen: go to it, mend it, see a run that shows it. */
export function ProblemsPanel() {
  const known = useFindings();
  const [filter, setFilter] = useState(all);
  const [played, setPlayed] = useState<Finding>();
  // A run is shown while what it shows is found, however often that is looked at anew.
  if (played !== undefined && !known.findings.some((finding) => isSameFinding(finding, played))) setPlayed(undefined);
  const { findings } = known;
  const shown = useMemo(() => shownFindings(findings, filter), [findings, filter]);
  return (
    <section className={styles['panel']} aria-label={problemWords.title}>
      <Head known={known} filter={filter} onFilter={setFilter} />
      {played !== undefined && <CounterExample key={`${played.code} ${played.where}`} finding={played} onEnd={() => { setPlayed(undefined); }} />}
      {known.error !== undefined && <Failure error={known.error} title={problemWords.cannot} onRetry={known.check} isInline />}
      {!known.isKnown && known.error === undefined && <Skeleton count={2} />}
      {known.isKnown && known.findings.length === 0 && (
        <p className={styles['clean']}>
          <Icon name="check" /> <span><strong>{problemWords.clean.title}.</strong> {problemWords.clean.text}</span>
        </p>
      )}
      {known.findings.length > 0 && shown.length === 0 && (
        <p className={styles['clean']}>
          {problemWords.noMatch.title}. {problemWords.noMatch.text}
          <Button size="small" onPress={() => { setFilter(all); }}>{problemWords.noMatch.action}</Button>
        </p>
      )}
      {shown.length > 0 && <ProblemList findings={shown} definition={known.definition} onPlay={setPlayed} />}
      <Rest notAnalysed={known.notAnalysed} isOpen={known.findings.some(({ severity }) => severity === 'error')} />
    </section>
  );
}

interface HeadProps {
  readonly known: Findings;
  readonly filter: FindingFilter;
  readonly onFilter: (filter: FindingFilter) => void;
}

function Head({ known, filter, onFilter }: HeadProps) {
  const counts = countBySeverity(known.findings);
  const toggle = (severity: Severity): void => {
    const next = new Set(filter.severities);
    if (!next.delete(severity)) next.add(severity);
    onFilter({ ...filter, severities: next });
  };
  return (
    <header className={styles['head']}>
      <h2>{problemWords.title}</h2>
      <div role="group" aria-label={problemWords.filter} className={styles['filters']}>
        {severities.map((severity) => (
          <Button key={severity} size="small" look="quiet" icon={findingLooks[severity].icon} aria-pressed={filter.severities.has(severity)} onPress={() => { toggle(severity); }}>
            {problemWords.counted[severity](counts[severity])}
          </Button>
        ))}
      </div>
      <SearchInput label={problemWords.search} value={filter.search} onChange={(search) => { onFilter({ ...filter, search }); }} />
      <span role="status" className={styles['status']}>{known.isChecking ? problemWords.checking : ''}</span>
      <IconButton label={problemWords.check} icon="check" onPress={known.check} />
    </header>
  );
}

/** What was not looked at; in sight while an error may be the reason. */
function Rest({ notAnalysed, isOpen }: { readonly notAnalysed: readonly string[]; readonly isOpen: boolean }) {
  if (notAnalysed.length === 0) return null;
  return (
    <details key={String(isOpen)} open={isOpen} className={styles['rest']}>
      <summary>{problemWords.notAnalysed(notAnalysed.length)}</summary>
      <ul>
        {notAnalysed.map((each) => <li key={each}>{each}</li>)}
      </ul>
    </details>
  );
}
