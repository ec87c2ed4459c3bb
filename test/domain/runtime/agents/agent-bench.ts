import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { type BenchOptions, RunBench } from '../support/run-bench.ts';

/** A tool that only reads. */
export const guide = { name: 'read_guide', description: 'Reads a guide', action: 'file.read', arguments: { file: { schema: { enum: ['a.md', 'b.md'] } } } };
/** A tool that asks, since it writes. */
export const note = { name: 'write_note', description: 'Writes the note', action: 'file.write', config: { path: 'note.md' }, arguments: { content: { schema: { type: 'string' } } } };

/** A run of one agent, begun by user:ada. */
export function agent(config: JsonObject, more: JsonObject = {}, options: BenchOptions = {}): RunBench {
  const work = node('work', 'workStep', { entry: [step('ask', 'llm.agent', { config: { prompt: 'Help', ...config } })] });
  return new RunBench(around(work, [go('t2', 'work', 'done', 'task-complete')], more), { by: 'user:ada', ...options }).start();
}

/** The id of its effect or question of that number. */
export const at = (n: number): string => `work#1/ask.${n}`;
/** A turn of the model that uses tools. */
export const calls = (...list: readonly (readonly [string, Json])[]): JsonObject => ({ text: '', stop: 'tools', model: 'mock', toolCalls: list.map(([name, given], index) => ({ id: `c${index}`, name, arguments: typeof given === 'string' ? given : JSON.stringify(given) })) });
/** A turn of the model that answers. */
export const says = (text: string): JsonObject => ({ text, stop: 'end', model: 'mock' });

/** The messages of the wanted turn. */
export function messages(bench: RunBench, n: number): readonly JsonObject[] {
  return (bench.now.wanted[at(n)]?.request['messages'] ?? []) as readonly JsonObject[];
}

/** What the agent gave. */
export function outcome(bench: RunBench): Json | undefined {
  const done = bench.rows.flatMap((row) => (row.payload['done'] ?? []) as readonly JsonObject[]);
  return done.find((one) => one['action'] === 'work#1/ask')?.['output'];
}

/** Answers what it asks people. */
export function answer(bench: RunBench, decision: 'approve' | 'reject', more: { readonly by?: string; readonly hash?: string } = {}) {
  const [open] = Object.values(bench.now.approvals ?? {});
  return bench.tell({ type: 'approval', visit: 'work#1', validator: open?.validator ?? '', key: `k${bench.rows.length}`, hash: open?.hash ?? '', decision, by: 'user:bob', ...more });
}
