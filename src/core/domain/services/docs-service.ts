import { AppError } from '../model/errors.ts';
import type { AreaService } from './area-service.ts';

/** Documents people and runs keep. */
export function createDocsService(): AreaService<'docs'> {
  const none = (id: string): AppError => new AppError('not_found', `There is no document "${id}".`, { next: '`aiwm docs list` shows the documents there are.', data: { id } });
  const missing = async ({ id }: { readonly id: string }): Promise<never> => {
    throw none(id);
  };
  const full = async (): Promise<never> => {
    throw new AppError('precondition_failed', 'The registry takes no documents yet.');
  };
  return {
    list: async () => ({ items: [], total: 0 }),
    get: missing,
    async *read({ id }) {
      yield await missing({ id });
    },
    create: full,
    save: missing,
    update: missing,
    remove: missing,
    duplicate: missing,
    import: full,
    async *export() {
      yield await full();
    },
    revisions: missing,
    restore: missing,
    diff: missing,
    merge: missing,
    revalidate: missing,
  };
}
