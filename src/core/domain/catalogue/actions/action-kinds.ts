import type { ActionKind } from '../action-kind.ts';
import { csvQuery } from './csv-query/csv-query.ts';
import { documentGenerate } from './document-generate.ts';
import { documentRead } from './document-read.ts';
import { documentSave } from './document-save.ts';
import { fileCopy } from './file-copy.ts';
import { fileDelete } from './file-delete.ts';
import { fileList } from './file-list.ts';
import { fileMove, fileRename } from './file-move.ts';
import { fileRead } from './file-read.ts';
import { fileWrite } from './file-write.ts';
import { httpRequest } from './http-request.ts';
import { llmAgent } from './llm-agent.ts';
import { llmChat } from './llm-chat.ts';
import { transform } from './transform/transform.ts';
import { variableSet } from './variable-set.ts';

/** Every kind of action there is. */
export const actionKinds: readonly ActionKind[] = [llmChat, llmAgent, documentGenerate, documentRead, documentSave, variableSet, transform, csvQuery, fileRead, fileWrite, fileList, fileCopy, fileMove, fileRename, fileDelete, httpRequest];
