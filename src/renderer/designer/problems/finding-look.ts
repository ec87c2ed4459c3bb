import type { StatusLook } from '../../components/StatusChip.tsx';
import { problemWords } from '../../strings/designer-problems.ts';
import type { Severity } from './shown-findings.ts';

/** How bad a finding is, as drawing, word and colour. */
export const findingLooks: Readonly<Record<Severity, StatusLook>> = {
  error: { label: problemWords.severity.error, tone: 'bad', icon: 'cross' },
  warning: { label: problemWords.severity.warning, tone: 'warn', icon: 'alert' },
  info: { label: problemWords.severity.info, tone: 'live', icon: 'info' },
};
