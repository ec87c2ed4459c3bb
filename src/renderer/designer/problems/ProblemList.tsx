import { useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { problemWords } from '../../strings/designer-problems.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { applyFix } from './apply-fix.ts';
import { findingLooks } from './finding-look.ts';
import { quickFixesOf } from './fixes/fixes-by-code.ts';
import type { QuickFix } from './fixes/quick-fix.ts';
import { placeName } from './place-name.ts';
import styles from './problems.module.css';
import { findingKey } from './shown-findings.ts';
import { useFixContext } from './use-fix-context.ts';

/** Rows drawn before more are asked for: more than anybody reads, and fewer than slow a page. */
const atOnce = 100;

export interface ProblemListProps {
  readonly findings: readonly Finding[];
  readonly onPlay: (finding: Finding) => void;
}

/** The findings as rows: arrow keys move, Enter or a click goes to the place, Tab reaches what can be done about one. */
export function ProblemList({ findings, onPlay }: ProblemListProps) {
  const { view } = useDesigner();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const context = useFixContext();
  const [most, setMost] = useState(atOnce);
  const shown = findings.slice(0, most);
  const byKey = new Map(shown.map((finding) => [findingKey(finding), finding]));
  return (
    <>
      <GridList
        aria-label={problemWords.list}
        className={classNames(styles['list'])}
        keyboardNavigationBehavior="tab"
        onAction={(key) => {
          const finding = byKey.get(String(key));
          if (finding !== undefined) view.jump(finding.where);
        }}
      >
        {shown.map((finding) => (
          <GridListItem key={findingKey(finding)} id={findingKey(finding)} textValue={`${problemWords.severity[finding.severity]}: ${finding.message}`} className={classNames(styles['row'])}>
            <ProblemRow finding={finding} fixes={context === undefined || isReadOnly ? [] : quickFixesOf(finding, context)} onPlay={onPlay} />
          </GridListItem>
        ))}
      </GridList>
      {findings.length > most && (
        <Button size="small" look="quiet" onPress={() => { setMost(most + atOnce); }}>
          {problemWords.more(findings.length - most)}
        </Button>
      )}
    </>
  );
}

interface ProblemRowProps {
  readonly finding: Finding;
  readonly fixes: readonly QuickFix[];
  readonly onPlay: (finding: Finding) => void;
}

function ProblemRow({ finding, fixes, onPlay }: ProblemRowProps) {
  const designer = useDesigner();
  const definition = useDesignerState((state) => state.definition);
  return (
    <>
      <StatusChip look={findingLooks[finding.severity]} isBare />
      <p className={styles['message']} title={[finding.message, finding.fix].filter(Boolean).join(' ')}>
        <strong>{placeName(definition, finding.where)}</strong> {finding.message} {finding.fix !== undefined && <span className={styles['fix']}>{finding.fix}</span>}
      </p>
      <div className={styles['acts']}>
        {fixes.map((fix) => (
          <Button key={fix.title} size="small" aria-label={fix.title} onPress={() => { applyFix(designer, fix); }}>
            {fix.short ?? fix.title}
          </Button>
        ))}
        {finding.trace !== undefined && <IconButton icon="play" label={problemWords.play} onPress={() => { onPlay(finding); }} />}
      </div>
      <code>{finding.code}</code>
    </>
  );
}
