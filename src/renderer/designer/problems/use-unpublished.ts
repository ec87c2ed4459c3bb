import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { useWorkflows } from '../../state/use-workflows.ts';

/** The workflow a finding is about that is called, is there and was never published; undefined of every other finding. */
export function useUnpublished({ code, data }: Finding): { readonly slug: string; readonly name: string } | undefined {
  const isCall = code === 'workflow_missing' && data?.name !== undefined;
  const workflows = useWorkflows({ enabled: isCall });
  return isCall ? workflows.data?.items.find(({ slug, status }) => slug === data.name && status === 'draft') : undefined;
}
