import type { JsonObject } from '../model/json.ts';
import type { ServedTool } from '../model/tool-schema.ts';

/** One call of a tool; `hash` is that of the tool as it was offered. */
export interface ToolUse {
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly hash: string;
}

/** What a tool said. `isError`: the tool itself says that it could not do it. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/**
 * Servers of tools by the ids the settings give them, each with the tools granted there and no others. A server that is not
 * in the settings is `connector_unavailable`, a tool that is not granted `access_denied`, one that changed since it was
 * offered `conflict`; a server that breaks, hangs or says too much `connector_unavailable`, and whether a call took hold is
 * not known then. It never calls again by itself.
 */
export interface ToolServerPort {
  /** The granted tools as the server describes them now. */
  tools(server: string, signal: AbortSignal): Promise<readonly ServedTool[]>;
  call(server: string, use: ToolUse, signal: AbortSignal): Promise<ToolAnswer>;
}

/** What a server says of itself and of all its tools, granted or not. */
export interface ServerFacts {
  readonly name: string;
  readonly version: string;
  readonly tools: readonly ServedTool[];
}

/** Asks servers what they offer, for the person who grants it. */
export interface ToolServerFacts {
  describe(server: string, signal: AbortSignal): Promise<ServerFacts>;
}
