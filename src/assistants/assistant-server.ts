import { CLIENT_CAPABILITIES_META_KEY, inputRequired, type InputRequiredResult, inputResponse, McpServer, ProtocolError, ProtocolErrorCode, type CallToolResult, type ClientCapabilities, type ListToolsResult, type ServerContext } from '@modelcontextprotocol/server';
import { productVersion } from '../core/app/product-files.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { shownText } from '../core/domain/model/shown-text.ts';
import type { AskedPerson, Assistant, PersonAnswer, Question, ToolUse } from './assistant.ts';
import { mayUse, operationTools } from './operation-tools.ts';
import { listResources, readResource, resourceTemplates } from './resources.ts';
import { runWorkflow } from './run-workflow.ts';
import { isRecord, refusalOf, wireOf } from './tool-answer.ts';
import { performTool } from './perform-tool.ts';
import { isWorkflowTool, type KnownInputs, publishedWorkflows, workflowTool, workflowToolName } from './workflow-tools.ts';

const instructions = `AI Workflow Manager designs, runs and supervises AI workflows. Each published workflow is a tool of its own, called run_ and its name: it starts a run and waits for it. A run that takes longer goes on by itself; runs_watch waits for it again. Where a run waits for a person, its cards and approvals are told of: put them to the person, and hand in what the person says, never an answer of your own.`;

/** Tools of workflows on one page: each has to be looked up. */
const toolsAPage = 50;

/**
 * The server an assistant speaks to, over any transport: operations the contract marks for it and published workflows as
 * tools, and what they work on as resources. It holds no right of its own: every call is made as `assistant` makes it.
 */
export function createAssistantServer(assistant: Assistant, known: KnownInputs = new Map()): McpServer {
  const mcp = new McpServer({ name: 'aiwm', title: 'AI Workflow Manager', version: productVersion }, { capabilities: { tools: {}, resources: {} }, instructions, inputRequired: { maxRounds: 10 } });
  const { server } = mcp;
  server.setRequestHandler('tools/list', async ({ params }, { mcpReq: { signal } }) => listTools(assistant, { known, cursor: params?.cursor, signal }));
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const capabilities = server.getClientCapabilities() ?? declaredIn(context.mcpReq.envelope);
    try {
      const answer = await answerTool(assistant, useOf({ name: params.name, input: params.arguments ?? {} }, context, capabilities));
      return isQuestion(answer) ? asked(answer) : answer;
    } catch (error) {
      return refusalOf(error);
    }
  });
  server.setRequestHandler('resources/list', async (_request, { mcpReq: { signal } }) => ({ resources: await answered(listResources(assistant.call, signal)) }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }));
  server.setRequestHandler('resources/read', async ({ params }, { mcpReq: { signal } }) => readResource(assistant.call, params.uri, signal));
  return mcp;
}

async function listTools(assistant: Assistant, { known, cursor, signal }: { readonly known: KnownInputs; readonly cursor: string | undefined; readonly signal: AbortSignal }): Promise<ListToolsResult> {
  const operations = cursor === undefined ? (await operationTools()).filter(({ facts }) => mayUse(assistant.rights, facts)).map(({ tool }) => tool) : [];
  const workflows = await answered(publishedWorkflows(assistant, signal));
  const rest = cursor === undefined ? workflows : workflows.filter(({ slug }) => slug > cursor);
  const page = rest.slice(0, toolsAPage);
  const tools = await answered(Promise.all(page.map((workflow) => workflowTool(workflow, { call: assistant.call, known, signal }))));
  const last = page.at(-1);
  return { tools: [...operations, ...tools], ...(rest.length > page.length && last !== undefined ? { nextCursor: last.slug } : {}) };
}

/** What the protocol itself asks for fails as the protocol has it, with our code beside. */
async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const wire = wireOf(error);
    throw new ProtocolError(ProtocolErrorCode.InternalError, wire.message, wire);
  }
}

async function answerTool(assistant: Assistant, use: ToolUse): Promise<CallToolResult | Question> {
  const operation = (await operationTools()).find(({ tool }) => tool.name === use.tool);
  if (operation !== undefined) {
    if (!mayUse(assistant.rights, operation.facts)) throw denied(use.tool);
    return performTool(assistant, use, operation.facts);
  }
  const workflow = isWorkflowTool(use.tool) ? (await publishedWorkflows(assistant, use.signal)).find(({ slug }) => workflowToolName(slug) === use.tool) : undefined;
  if (workflow === undefined) throw new AppError('operation_unknown', `There is no tool "${use.tool.slice(0, 100)}".`, { next: 'Ask for the list of tools again: a workflow may have been taken away.' });
  return runWorkflow(assistant, use, workflow.slug);
}

function denied(tool: string): AppError {
  return new AppError('access_denied', `This assistant may not use "${tool}".`, { next: 'Start `aiwm mcp` with a higher --access, or use a token with more rights.', data: { tool } });
}

function useOf({ name, input }: { readonly name: string; readonly input: { readonly [field: string]: unknown } }, { mcpReq }: ServerContext, capabilities: ClientCapabilities | undefined): ToolUse {
  const progressToken = mcpReq._meta?.progressToken;
  let last = -1;
  const tell = async (progress: number, message: string): Promise<void> => {
    if (progressToken === undefined || progress <= last) return;
    last = progress;
    await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } });
  };
  const person = canAsk(capabilities) ? { person: askedPerson(mcpReq) } : {};
  return { tool: name, input, signal: mcpReq.signal, tell, ...person };
}

/** What a program of the newer protocol says of itself with every request. */
function declaredIn(envelope: object = {}): ClientCapabilities | undefined {
  const declared: unknown = Reflect.get(envelope, CLIENT_CAPABILITIES_META_KEY);
  return isRecord(declared) ? declared : undefined;
}

/** A program that says nothing of how it asks, shows forms. */
function canAsk(capabilities: ClientCapabilities | undefined): boolean {
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

function askedPerson({ inputResponses, requestState }: ServerContext['mcpReq']): AskedPerson {
  const state = requestState();
  return {
    kept: typeof state === 'string' ? readState(state) : undefined,
    answerTo(question): PersonAnswer | undefined {
      const response = inputResponse(inputResponses, question);
      if (response.kind !== 'elicit') return undefined;
      return response.action === 'accept' && isRecord(response.content) ? { isGiven: true, values: response.content } : { isGiven: false };
    },
  };
}

function readState(text: string): unknown {
  try {
    return text.length > 2000 ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isQuestion(answer: CallToolResult | Question): answer is Question {
  return 'kind' in answer && answer.kind === 'question';
}

/** What others wrote comes to a person as it is, and not as it would look. */
function asked({ name, message, form, keep }: Question): InputRequiredResult {
  return inputRequired({ inputRequests: { [name]: inputRequired.elicit({ message: shownText(message), requestedSchema: form }) }, ...(keep === undefined ? {} : { requestState: JSON.stringify(keep) }) });
}
