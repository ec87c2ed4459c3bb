import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { Finding } from '../operations/workflows.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import { present } from '../model/present.ts';
import { callsIn } from './calls-in.ts';
import { pinCalled } from './pin-called.ts';
import { placeToRun, type PlaceToRunDeps } from './place-to-run.ts';
import { templateFindings } from './template-findings.ts';
import { workflowFindings } from './workflow-findings.ts';

export interface VerifyDraftDeps extends PlaceToRunDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'documents' | 'blobs'>;
  readonly catalogue: Catalogue;
}

/** The call an error is about; the whole, where a workflow further down cannot be called. */
function callPlace(catalogue: Catalogue, definition: JsonObject, { data }: AppError): string {
  const call = callsIn(catalogue, definition['root']).find(({ workflow }) => workflow === data?.['workflow']);
  return call === undefined ? 'root' : `nodes.${call.node}.config.workflow`;
}

/** What is wrong with a draft, as it stands or as somebody has it on a screen. A workflow that cannot be called is a finding like others; the draft is then looked at without those it calls. */
export async function verifyDraft(deps: VerifyDraftDeps, { slug }: Pick<WorkflowRow, 'slug'>, definition: JsonObject): Promise<ReturnType<typeof workflowFindings>> {
  const { data: { workflows }, catalogue } = deps;
  const context = { catalogue, ...(await placeToRun(deps)), templates: await templateFindings(deps, definition) };
  try {
    return workflowFindings(await pinCalled({ workflows, catalogue }, definition, slug), context);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { findings, notAnalysed } = workflowFindings(definition, context);
    const { workflow } = error.data ?? {};
    const code = error.code === 'definition_invalid' ? 'contract_mismatch' : 'workflow_missing';
    const missing: Finding = { code, severity: 'error', where: callPlace(catalogue, definition, error), message: error.message, ...present({ fix: error.next, data: typeof workflow === 'string' ? { name: workflow } : undefined }) };
    return { findings: [missing, ...findings], notAnalysed: [...notAnalysed, 'the workflows it calls'] };
  }
}
