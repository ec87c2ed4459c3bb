import type { Json, JsonObject } from '../model/json.ts';

/** A tool another program offers. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
  /** What the server says of itself; only a hint. */
  readonly readOnly?: boolean;
}

export interface ToolAnswer {
  readonly content: Json;
  readonly isError: boolean;
}

/**
 * A server of tools that a person configured and granted by name. Failures are `connector_unavailable`, `host_denied`,
 * `access_denied` where the grant is missing, or `input_invalid`; aborting ends the call and throws the signal's reason.
 */
export interface ToolServer {
  readonly id: string;
  listTools(signal: AbortSignal): Promise<readonly OfferedTool[]>;
  call(tool: string, args: JsonObject, signal: AbortSignal): Promise<ToolAnswer>;
}
