import { createFuel } from '../expression/fuel.ts';
import { parseTemplate, renderTemplate } from '../expression/template.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { AreaService } from './area-service.ts';

type Resolve = AreaService<'files'>['resolve'];
type Input = Parameters<Resolve>[0];

/** What a path of a workflow comes to with these values, where it leads, and whether that may be used. A refusal is an answer here. */
export async function previewPath({ files, at }: { readonly files: Pick<FileConnector, 'resolve'>; readonly at: number }, { path: written, access, inputs = {}, vars = {} }: Input, signal: AbortSignal): ReturnType<Resolve> {
  const scope = { inputs, vars, nodes: {}, loops: {}, run: {}, now: new Date(at).toISOString() };
  const { text: path } = renderTemplate(parseTemplate(written), scope, createFuel());
  try {
    const { path: realPath, kind } = await files.resolve(path, { access, signal });
    return { path, access, allowed: true, realPath, kind };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unexpected') throw error;
    return { path, access, allowed: false, problem: error.message, ...present({ next: error.next }) };
  }
}
