import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PinnedArtifact } from '../../../../core/domain/operations/artifacts.ts';
import type { Overview } from '../../../../core/domain/operations/overview.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { sayFailed } from '../../../components/toasts.ts';
import { ArtifactPreview } from '../../../console/ArtifactPreview.tsx';
import { cardAddress } from '../../../state/addresses.ts';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { homeWords } from '../../../strings/home.ts';
import { useCreateWorkflow } from '../../workflows/use-create-workflow.ts';
import type { Step } from './steps.ts';

const words = homeWords.steps;

export interface StepActProps {
  readonly step: Step;
  readonly now: Overview;
  /** The first that is not done: its button is the main one. */
  readonly isNext: boolean;
}

/** The one button of a step: it does the step, and where that began already leads to the rest of it. */
export function StepAct({ step, now, isNext }: StepActProps) {
  const navigate = useNavigate();
  const sample = useSample(step === 'run' ? 'hello' : 'approval');
  const create = useCreateWorkflow();
  const look = isNext ? 'primary' : 'plain';
  const card = now.needs.find(({ cardId }) => cardId !== undefined)?.cardId;
  if (step === 'document' && now.made.length > 0) return <OpenMade made={now.made} />;
  // A document comes of the card before it.
  if (now.steps[step] || (step === 'document' && !now.steps.card)) return null;
  if (step === 'workflow') return <Button look={look} size="small" isPending={create.isPending} onPress={() => { create.begin('ask'); }}>{words.workflow.act}</Button>;
  if (step !== 'run' && card !== undefined) return <Button look={look} size="small" onPress={() => void navigate(cardAddress(card))}>{words.card.open}</Button>;
  if (sample.isMissing) return <Button look={look} size="small" onPress={() => void navigate({ to: '/workflows' })}>{words.noSample}</Button>;
  return <Button look={look} size="small" icon="play" isPending={sample.isPending} onPress={sample.start}>{words[step].act}</Button>;
}

/** What was made last in the form most can be shown in at once. */
function OpenMade({ made }: { readonly made: readonly PinnedArtifact[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const shown = made.find(({ mediaType }) => mediaType === 'text/markdown') ?? made[0];
  if (shown === undefined) return null;
  return (
    <>
      <Button size="small" onPress={() => { setIsOpen(true); }}>{words.document.open(shown.name)}</Button>
      {isOpen && <ArtifactPreview artifact={shown} onClose={() => { setIsOpen(false); }} />}
    </>
  );
}

/** Starts a sample with what its inputs are unless somebody says otherwise, and opens the run. */
function useSample(slug: string) {
  const client = useClient();
  const navigate = useNavigate();
  const { data } = useWorkflows();
  const id = data?.items.find((each) => each.slug === slug && each.origin === 'sample')?.id;
  const start = useMutation({
    mutationFn: async (workflow: string) => client.runs.start({ workflow }),
    onSuccess: (run) => navigate({ to: '/runs/$id', params: { id: run.id }, state: { isStarted: true } }),
    onError: (error) => { sayFailed(words.failed, error); },
  });
  return { isMissing: data !== undefined && id === undefined, isPending: start.isPending, start: (): void => { if (id !== undefined) start.mutate(id); } };
}
