import type { AreaName } from '../../../core/domain/operations/areas.ts';

/** Where documents are made and changed: by hand, out of templates, with a workflow that comes along, out of what a run made. */
export const documentAreas: readonly AreaName[] = ['docs', 'doctemplates', 'workflows', 'artifacts'];
