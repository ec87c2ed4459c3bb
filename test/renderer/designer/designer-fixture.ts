import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { CatalogueEntry } from '../../../src/core/domain/operations/catalogue.ts';
import { createCatalogueService } from '../../../src/core/domain/services/catalogue-service.ts';

/** A workflow that only begins and ends. */
export const emptyDefinition: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Empty',
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start', name: 'Start', config: {} },
      { id: 'end', type: 'end', name: 'End', config: {} },
    ],
    transitions: [{ id: 't1', from: 'start', to: 'end', triggers: [{ type: 'immediate', config: {} }] }],
  },
};

/** The catalogue as the host tells it. */
export async function catalogueEntries(): Promise<readonly CatalogueEntry[]> {
  const signal = new AbortController().signal;
  const service = createCatalogueService({ catalogue: standardCatalogue });
  return CatalogueEntry.array().parse((await service.list({}, { signal } as never)).items);
}
