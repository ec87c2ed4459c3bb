import { cardCommand, commandWords } from '../model/command-line.ts';
import { toInstant } from '../model/instant.ts';
import { ranked } from '../model/ranked.ts';
import { type Found, type SearchKind, searchKinds } from '../operations/search.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { CardRow } from '../ports/card-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import type { AreaService } from './area-service.ts';
import { nameOfDeleted } from './lookups.ts';
import { type Candidate, mostLookedAt, wordsOf } from './search/candidate.ts';
import { findRuns } from './search/find-runs.ts';
import { findSettings } from './search/find-settings.ts';
import { createNodeIndex } from './search/node-index.ts';
import { statusOf } from './workflow-view.ts';

export interface SearchServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'runs' | 'cards' | 'documents' | 'artifacts'>;
  /** Lets others have their turn. */
  readonly breathe: () => Promise<unknown>;
}

interface Asked {
  readonly text: string;
  readonly workflows: readonly WorkflowRow[];
}

interface Looked {
  readonly candidates: readonly Candidate[];
  /** What of the text is left to fit. */
  readonly text: string;
}

/** Finds what there is by what it is called. Rows are read as they are; only the nodes of drafts are kept between two questions. */
export function createSearchService({ data, breathe }: SearchServiceDeps): AreaService<'search'> {
  const nodes = createNodeIndex({ data, breathe });
  const look: { readonly [K in SearchKind]: (asked: Asked) => Promise<Looked> } = {
    workflow: async ({ text, workflows }) => ({ text, candidates: workflows.map(workflowFound) }),
    node: async ({ text, workflows }) => ({ text, candidates: await nodes(workflows) }),
    run: async ({ text, workflows }) => findRuns(data, workflows, text),
    card: async ({ text, workflows }) => ({ text, candidates: await cards(data, text, workflows) }),
    document: async ({ text }) => ({ text, candidates: await documents(data, text) }),
    artifact: async ({ text }) => ({ text, candidates: (await data.artifacts.newest(mostLookedAt)).map(artifactFound) }),
    setting: async ({ text }) => ({ text, candidates: findSettings() }),
  };
  return {
    async find({ text, in: kinds = searchKinds, limit }) {
      const workflows = (await data.workflows.list({ archived: false })).toSorted((one, other) => other.updatedAt - one.updatedAt);
      const items: Found[] = [];
      const more: SearchKind[] = [];
      for (const kind of searchKinds.filter((each) => kinds.includes(each))) {
        const looked = await look[kind]({ text, workflows });
        const fitting = ranked(looked.text, looked.candidates, ({ found, also }) => [found.title, found.note, ...also]);
        items.push(...fitting.slice(0, limit).map(({ item, score }) => ({ ...item.found, score: Math.round(score * 1000) / 1000 })));
        if (fitting.length > limit) more.push(kind);
      }
      return { items, more };
    },
  };
}

function workflowFound(row: WorkflowRow): Candidate {
  const { slug, name, description, updatedAt, about } = row;
  return {
    found: { kind: 'workflow', id: slug, title: name, note: slug, state: statusOf(row), at: toInstant(updatedAt), command: commandWords(['workflows', 'get', slug]) },
    also: [description.slice(0, 300), (about.tags ?? []).join(' ')],
  };
}

/** Open cards, the longest waiting first; where something was typed, the last answered ones, too. */
async function cards({ cards: kept }: Pick<WorkflowDataPort, 'cards'>, text: string, workflows: readonly WorkflowRow[]): Promise<readonly Candidate[]> {
  const open = await kept.list({ state: 'open', limit: mostLookedAt });
  const answered = text.trim() === '' ? [] : await kept.list({ state: 'submitted', limit: mostLookedAt });
  const names = new Map(workflows.map(({ id, slug, name }) => [id as string, { id, slug, name }]));
  return [...open, ...answered].map((row) => cardFound(row, names.get(row.workflowId) ?? nameOfDeleted(row.workflowId)));
}

function cardFound({ id, title, nodeId, state, requestedAt }: CardRow, workflow: NonNullable<Found['workflow']>): Candidate {
  return {
    found: { kind: 'card', id, title: maskedText(title), note: nodeId, state, at: toInstant(requestedAt), workflow, command: cardCommand(id) },
    also: [workflow.name, state, id],
  };
}

/** Those whose title or tags hold the longest word; where none does, the last changed ones, among which letters may be missing. */
async function documents({ documents: kept }: Pick<WorkflowDataPort, 'documents'>, text: string): Promise<readonly Candidate[]> {
  const [longest] = wordsOf(text);
  const holding = longest === undefined ? [] : await kept.list({ text: longest, limit: mostLookedAt });
  return (holding.length > 0 ? holding : await kept.list({ limit: mostLookedAt })).map(documentFound);
}

function documentFound({ id, title, format, tags, role, modifiedAt }: DocumentRow): Candidate {
  return {
    found: { kind: 'document', id, title, note: [format, ...(role === 'template' ? [role] : []), ...tags].join(' · '), at: toInstant(modifiedAt), command: commandWords(['docs', 'get', id]) },
    also: [id],
  };
}

function artifactFound({ id, name, mediaType, nodeId, runId, createdAt }: ArtifactRow): Candidate {
  return {
    found: { kind: 'artifact', id, title: name, note: mediaType, at: toInstant(createdAt), run: runId, command: commandWords(['artifacts', 'get', id]) },
    also: [nodeId, id, runId],
  };
}
