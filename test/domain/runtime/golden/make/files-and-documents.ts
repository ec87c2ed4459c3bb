import { around, go, node, step } from '../../support/definitions.ts';
import { ScriptedRun } from './scripted-run.ts';

const seen = (path: string) => ({ seen: { path, name: path.split('/').at(-1) ?? '', bytes: 12, identity: '1:2:3' } });
const moved = (from: string, path: string) => ({ from, path, name: path.split('/').at(-1) ?? '', bytes: 12 });

/** A table is queried and its file put away; a document of the registry is read, and saved anew. What is moved or deleted is looked at first. */
export function filesAndDocuments(): ScriptedRun {
  const entry = [
    step('rows', 'csv.query', { config: { file: 'orders.csv', where: 'item.amount > 10' } }),
    step('keep', 'file.copy', { config: { from: 'orders.csv', to: 'kept/orders.csv' } }),
    step('away', 'file.move', { config: { from: 'orders.csv', to: 'done/orders.csv' } }),
    step('named', 'file.rename', { config: { path: 'done/orders.csv', name: 'may.csv' } }),
    step('gone', 'file.delete', { config: { path: 'done/april.csv', failIfMissing: false } }),
    step('guide', 'document.read', { config: { document: 'Guide' } }),
    step('saved', 'document.save', { config: { document: 'Guide', content: '{{ nodes.work.guide.text }}, and more', note: 'More' } }),
  ];
  const run = new ScriptedRun(around(node('work', 'workStep', { entry }), [go('t2', 'work', 'done', 'task-complete')], {}));
  run.complete('rows', { rows: [{ amount: 12 }], count: 1 }).complete('keep', moved('orders.csv', 'kept/orders.csv'));
  run.complete('away', seen('orders.csv')).mark('effect_started', 'away').host('in_doubt', 'away').resolve('retry').complete('away', moved('orders.csv', 'done/orders.csv'));
  run.complete('named', seen('done/orders.csv')).complete('named', moved('done/orders.csv', 'done/may.csv')).complete('gone', { seen: null });
  return run.complete('guide', { text: 'A guide' }).complete('saved', { id: 'd1', title: 'Guide', revision: 2 });
}
