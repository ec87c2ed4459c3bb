import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, Work } from '../measure.ts';

interface Graph {
  invoke(state: object, options: { readonly configurable: { readonly thread_id: string }; readonly durability: 'sync'; readonly recursionLimit: number }): Promise<{ readonly step: number }>;
}
interface GraphBuilder {
  addNode(name: string, work: (state: { readonly step: number }) => Promise<object>): unknown;
  addEdge(from: string, to: string): unknown;
  compile(options: { readonly checkpointer: unknown }): Graph;
}
/** What is used of `@langchain/langgraph`. */
interface LangGraph {
  readonly Annotation: (() => unknown) & { readonly Root: (fields: object) => unknown };
  readonly StateGraph: new (state: unknown) => GraphBuilder;
  readonly START: string;
  readonly END: string;
}
/** What is used of `@langchain/langgraph-checkpoint-sqlite`. */
interface SqliteCheckpoints {
  readonly SqliteSaver: new (db: Database.Database) => unknown;
}

/**
 * LangGraph JS doing the work with its own SQLite saver: a graph with a node for each step, its checkpoint written before
 * the next step begins, as its `durability: 'sync'` says. `synchronous` is what the database is asked to promise: full, as
 * the product promises it.
 */
export async function runLangGraph(work: Work): Promise<Measured> {
  const graphs: string = '@langchain/langgraph';
  const checkpoints: string = '@langchain/langgraph-checkpoint-sqlite';
  const langGraph = (await import(graphs)) as LangGraph;
  const { SqliteSaver } = (await import(checkpoints)) as SqliteCheckpoints;
  const db = new Database(join(work.directory, 'langgraph.db'));
  db.pragma('synchronous = full');
  const graph = chain(langGraph, work).compile({ checkpointer: new SqliteSaver(db) });

  const measured = await work.measure(async (id) => {
    const end = await graph.invoke({ context: work.context, step: 0 }, { configurable: { thread_id: `run-${id}` }, durability: 'sync', recursionLimit: work.steps + 5 });
    if (end.step !== work.steps) throw new Error(`the graph took ${end.step} steps instead of ${work.steps}`);
  });

  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('the database no longer syncs in full');
  db.close();
  return { ...measured, bytes: statSync(join(work.directory, 'langgraph.db')).size };
}

/** `START → s1 → … → sn → END`, one effect in each. */
function chain({ Annotation, StateGraph, START, END }: LangGraph, work: Work): GraphBuilder {
  const builder = new StateGraph(Annotation.Root({ context: Annotation(), step: Annotation(), output: Annotation() }));
  const names = Array.from({ length: work.steps }, (_, index) => `s${index + 1}`);
  for (const name of names) builder.addNode(name, async ({ step }) => ({ output: await work.effect(), step: step + 1 }));
  const order = [START, ...names, END];
  order.slice(1).forEach((to, index) => builder.addEdge(order[index] ?? START, to));
  return builder;
}
