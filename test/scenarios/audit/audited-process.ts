/** A host that is meant to be killed: it gives one command, and kills itself once the part of it that is named is durable. */
import { createApp } from '../../../src/core/app/create-app.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';
import { prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';

export interface AuditedCommand {
  readonly home: string;
  readonly operation: string;
  readonly input: object;
  /** After what the process dies; nothing: it ends by itself. */
  readonly dieAfter?: 'commit' | 'begin' | 'create';
  /** Batches are written by a thread of their own. */
  readonly writesBeside?: boolean;
  readonly samples: readonly string[];
}

const { home, operation, input, dieAfter, writesBeside = false, samples } = JSON.parse(process.argv[2] ?? '{}') as AuditedCommand;
let isMortal = false;

/** The method, after whose answer the process is gone. */
function deadly<Arguments extends readonly unknown[], Answer>(name: AuditedCommand['dieAfter'], method: (...given: Arguments) => Promise<Answer>): (...given: Arguments) => Promise<Answer> {
  return async (...given) => {
    const answer = await method(...given);
    if (isMortal && dieAfter === name) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
}

function mortal(data: WorkflowDataPort): WorkflowDataPort {
  const { audit, workflows } = data;
  data.commitRun = deadly('commit', data.commitRun.bind(data));
  audit.begin = deadly('begin', audit.begin.bind(audit));
  workflows.create = deadly('create', workflows.create.bind(workflows));
  return data;
}

const directory = await prepareDataDirectory(home);
const data = mortal(await openLocalSqlite({ directory: directory.generation, ...(writesBeside ? { writerThread: { from: 1, slowMs: 0 } } : {}) }));
const { epoch, afterCrash } = await data.claim({ id: `process-${process.pid}`, at: Date.now() });
const { app, installSamples, drive } = await createApp({ data, directory, epoch, afterCrash, samples });
await installSamples();
await drive();
isMortal = true;
await app.call(operation, input, { caller: { ...localUser('process'), correlationId: 'the-command' } });
await app.close();
