import { AppError } from '../domain/model/errors.ts';

/** What every adapter answers when a change of a workflow is refused: the same code, words and next step. */
export function workflowMissing(id: string): AppError {
  return new AppError('not_found', `There is no workflow ${id}.`, { next: 'See them with: aiwm workflows list', data: { workflowId: id } });
}

export function staleRevision(id: string, expected: number, found: number): AppError {
  return new AppError('version_conflict', `Workflow ${id} was changed since it was read: it stands at revision ${String(found)}, the change was made on ${String(expected)}. Publishing counts as a change.`, {
    next: `Read it again with \`aiwm workflows get ${id}\`, and repeat the change on what is there now.`,
    data: { workflowId: id, expectedRevision: expected, revision: found },
  });
}

export function slugTaken(slug: string, by: { readonly id: string; readonly slug: string }): AppError {
  const message = by.slug === slug ? `The name "${slug}" is taken by workflow ${by.id}.` : `The name "${slug}" is a former one of the workflow "${by.slug}", and goes on leading to it.`;
  const next = by.slug === slug ? 'Choose another one.' : `Choose another one, or let go of it: \`aiwm workflows rename ${by.slug} ${by.slug} --forget\`.`;
  return new AppError('conflict', message, { next, data: { slug, workflowId: by.id } });
}

export function wrongNumber(id: string, number: number, next: number): AppError {
  return new AppError('version_conflict', `Workflow ${id} cannot publish version ${String(number)}: the next one is ${String(next)}.`, {
    next: 'Read it again and publish once more.',
    data: { workflowId: id, number, nextNumber: next },
  });
}

export function stillRunning(id: string, runId: string): AppError {
  return new AppError('conflict', `Workflow ${id} cannot be removed: its run ${runId} has not ended.`, {
    next: `Wait for the run or stop it: aiwm runs stop ${runId}`,
    data: { workflowId: id, runId },
  });
}
