import { Link } from '@tanstack/react-router';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { Breadcrumb } from '../../../components/Breadcrumb.tsx';
import { StatusChip, type StatusLook } from '../../../components/StatusChip.tsx';
import { documentWords, workspaceWords } from '../../../strings/documents.ts';
import type { standing } from './editing.ts';

export type Standing = ReturnType<typeof standing>;

const looks: Readonly<Record<Standing, StatusLook>> = {
  fresh: { label: workspaceWords.status.fresh, tone: 'good', icon: 'check' },
  modified: { label: workspaceWords.status.modified, tone: 'warn', icon: 'info' },
  behind: { label: workspaceWords.status.behind, tone: 'live', icon: 'info' },
  diverged: { label: workspaceWords.status.diverged, tone: 'bad', icon: 'alert' },
};

/** The list a document is found in, and what it is written in. */
export function whereItStands({ role, format }: Pick<DocumentEntry, 'role' | 'format'>) {
  const list = role === 'template' ? <Link to="/documents/templates">{documentWords.templates}</Link> : <Link to="/documents">{documentWords.title}</Link>;
  return <Breadcrumb list={list} own={documentWords.format[format]} />;
}

/** Whether a document is saved, modified, behind or locked, as a chip. */
export function DocumentState({ entry, state }: { readonly entry: Pick<DocumentEntry, 'lockedBy'>; readonly state: Standing }) {
  return <StatusChip look={entry.lockedBy === undefined ? looks[state] : { label: workspaceWords.status.locked, tone: 'wait', icon: 'lock' }} />;
}
