import { z } from 'zod';
import { defineAction, defineEffect } from '../../../src/core/domain/catalogue/action-kind.ts';
import type { Repeat } from '../../../src/core/domain/model/effect-repeat.ts';
import { oneEffect } from '../../../src/core/domain/catalogue/actions/one-effect.ts';
import { createCatalogue, standardLists, type Catalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import type { ActionKind } from '../../../src/core/domain/catalogue/action-kind.ts';

const Request = z.strictObject({ url: z.string(), label: z.string() });
type Request = z.infer<typeof Request>;

/** An action whose one effect tells the witness its key: `witness.safe`, `witness.keyed`, `witness.once`; budgets count `witness.paid`. */
function witnessAction(repeat: Repeat, { name = repeat, costsMoney = false }: { readonly name?: string; readonly costsMoney?: boolean } = {}): ActionKind {
  const type = `witness.${name}`;
  const effect = defineEffect<Request>({
    kind: type,
    repeat,
    costsMoney,
    request: Request,
    perform: async ({ url, label }, { key, signal }) => {
      await fetch(url, { method: 'POST', headers: { 'idempotency-key': key }, signal });
      return { output: { label, key } };
    },
  });
  return defineAction<Request>({
    type,
    version: 1,
    title: 'Tell the witness',
    summary: 'Posts the key of the effect',
    config: Request,
    output: {},
    example: { url: 'http://127.0.0.1/', label: 'a' },
    effects: [effect],
    next: (config, _input, outcomes) => oneEffect(outcomes, { kind: type, request: { ...config } }),
  });
}

/** The standard catalogue and the witness's actions. */
export const witnessCatalogue: Catalogue = createCatalogue({
  ...standardLists,
  actions: [...standardLists.actions, witnessAction('safe'), witnessAction('keyed'), witnessAction('once'), witnessAction('safe', { name: 'paid', costsMoney: true })],
});
