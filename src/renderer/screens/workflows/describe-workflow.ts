import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import type { StatusLook } from '../../components/StatusChip.tsx';
import { workflowWords } from '../../strings/workflows.ts';

/** How a workflow's state looks. */
export function workflowLook(status: WorkflowSummary['status']): StatusLook {
  const label = workflowWords.status[status];
  switch (status) {
    case 'published':
      return { label, tone: 'good', icon: 'check' };
    case 'changed':
      return { label, tone: 'warn', icon: 'info' };
    case 'draft':
      return { label, tone: 'calm', icon: 'file' };
  }
}
