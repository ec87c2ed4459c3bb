import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Incident } from '../../../core/domain/operations/runs.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { sayFailed } from '../../components/toasts.ts';
import { Icon } from '../../components/Icon.tsx';
import { ValueList } from '../../components/ValueList.tsx';
import { useNotices } from '../../state/use-notices.ts';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';
import styles from './acts.module.css';
import { AnswerForm } from './AnswerForm.tsx';

const words = actWords.incident;

export interface IncidentPanelProps {
  readonly runId: string;
  readonly incident: Incident;
  readonly nodeName: string;
}

/** A place where the run needs a decision, pinned until it is made: what happened, what helps, the answers it accepts. One that was acknowledged is a line. */
export function IncidentPanel({ runId, incident, nodeName }: IncidentPanelProps) {
  const { isAcknowledged, acknowledge, isPending } = useAcknowledging(runId, incident.id);
  const [isOpen, setIsOpen] = useState<boolean>();
  const isShown = isOpen ?? !isAcknowledged;
  const title = runWords.incident.title(nodeName);
  return (
    <section className={`${styles['panel'] ?? ''} ${styles['needsDecision'] ?? ''}`} aria-label={title}>
      <div className={styles['head']}>
        <h2>
          <Icon name="alert" />
          {shownText(title)}
        </h2>
        <div className={styles['buttons']}>
          {isAcknowledged && <span className={styles['soft']}>{words.acknowledged}</span>}
          {acknowledge !== undefined && <Button size="small" look="quiet" icon="check" isPending={isPending} onPress={acknowledge}>{words.acknowledge}</Button>}
          {(isAcknowledged || !isShown) && <Button size="small" aria-expanded={isShown} onPress={() => { setIsOpen(!isShown); }}>{isShown ? words.close : words.open}</Button>}
        </div>
      </div>
      {isShown && <Opened runId={runId} incident={incident} />}
    </section>
  );
}

function Opened({ runId, incident }: Pick<IncidentPanelProps, 'runId' | 'incident'>) {
  const { code, message, openedAt, request, kind, isApproved } = incident;
  const link = links[code];
  return (
    <>
      <p>{shownText(message)} <span className={styles['soft']}><code>{code}</code> · <Ago at={openedAt} /></span></p>
      <p>
        <strong>{words.fixTitle}:</strong> {words.fix[code]} {link !== undefined && <Link to={link.to}>{link.label}</Link>}
      </p>
      {request !== undefined && (
        <details open={code === 'in_doubt'}>
          <summary>{words.asked}{kind !== undefined && <> (<code>{kind}</code>)</>}</summary>
          <div className={styles['request']}>
            <ValueList values={request} />
            {isApproved === true && <p>{words.approved}</p>}
          </div>
        </details>
      )}
      <AnswerForm key={incident.id} runId={runId} incident={incident} />
    </>
  );
}

const links: { readonly [code in Incident['code']]?: { readonly to: '/settings/usage' | '/settings/connectors' | '/settings/credentials' | '/settings/log'; readonly label: string } } = {
  budget: { to: '/settings/usage', label: words.links.budget },
  connector_missing: { to: '/settings/connectors', label: words.links.connectors },
  credential_rejected: { to: '/settings/credentials', label: words.links.keys },
  vault_locked: { to: '/settings/credentials', label: words.links.credentials },
  crash_loop: { to: '/settings/log', label: words.links.log },
  engine_error: { to: '/settings/log', label: words.links.log },
};

/** What was seen is kept by the host with the notice of this very incident: one that comes again is a new one. */
function useAcknowledging(runId: string, incidentId: string) {
  const queries = useQueries();
  const notice = useNotices().data?.items.find((each) => each.runId === runId && each.incidentId === incidentId);
  const { mutate, isPending } = useMutation(queries.notifications.acknowledge.mutationOptions({ onError: (error: unknown) => { sayFailed(words.cannotAcknowledge, error); } }));
  return {
    isAcknowledged: notice?.isAcknowledged === true,
    isPending,
    acknowledge: notice === undefined || notice.isAcknowledged ? undefined : () => { mutate({ ids: [notice.id] }); },
  };
}
