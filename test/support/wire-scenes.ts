/** What a vendor stand-in does when it is asked, whatever language it speaks. */
export interface Scene {
  readonly pieces: readonly string[];
  readonly stop: 'end' | 'length' | 'refusal' | 'tools';
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  /** Answers with an HTTP error instead. */
  readonly failure?: { readonly status: number; readonly type: string; readonly message: string; readonly headers?: { readonly [name: string]: string } };
  /** After the first pieces: the socket is destroyed, the answer ends without an end, garbage comes, or nothing more. */
  readonly breaks?: 'cut' | 'no-end' | 'garbage' | 'error' | 'silence';
  /** Every count of tokens is this instead. */
  readonly counts?: unknown;
  /** The bytes are sent in parts of this size, whatever they hold. */
  readonly bytesPerPart?: number;
}

export const wholeText = 'The week was mild, with one wet day.\n\nKαλημέρα, мир. 🌦️ Done.';
export const bigText = Array.from({ length: 4000 }, (_, at) => `Line ${at}: ${'words '.repeat(10)}\n`).join('');
export const wireUsage = { fresh: 11, cached: 7, output: 5 } as const;

const pieces = wholeText.match(/.{1,9}/gsu) ?? [];
const end = { pieces, stop: 'end' } as const;

const failures: { readonly [words: string]: NonNullable<Scene['failure']> } = {
  connector_unavailable: { status: 500, type: 'server_error', message: 'The engine fell over.' },
  credential_rejected: { status: 401, type: 'authentication_error', message: 'Incorrect key provided: {key}.' },
  rate_limited: { status: 429, type: 'rate_limit_error', message: 'Slow down.', headers: { 'retry-after': '2' } },
  input_invalid: { status: 400, type: 'invalid_request_error', message: 'This model has no such field.' },
};

const scenes: { readonly [prompt: string]: Scene } = {
  answer: end,
  stuck: { ...end, breaks: 'silence' },
  refuse: { pieces: ['I cannot ', 'help with that.'], stop: 'refusal' },
  break: { ...end, breaks: 'cut' },
  'end without an end': { ...end, breaks: 'no-end' },
  'write garbage': { ...end, breaks: 'garbage' },
  'fail halfway': { ...end, breaks: 'error' },
  'split every byte': { ...end, bytesPerPart: 1 },
  'count below zero': { ...end, counts: -1_000_000 },
  'count in halves': { ...end, counts: 1.5 },
  'count without end': { ...end, counts: 1e300 },
  'count in words': { ...end, counts: '12' },
  'count nothing': { ...end, counts: null },
  'answer at length': { pieces: bigText.match(/.{1,400}/gsu) ?? [], stop: 'end' },
  decide: { pieces: ['{"choice":', '"left"}'], stop: 'end' },
  'use tools': {
    pieces: ['Let me look.'],
    stop: 'tools',
    toolCalls: [
      { id: 'call_a', name: 'weather_of', arguments: '{"town":"Zürich","days":3}' },
      { id: 'call_b', name: 'now', arguments: '{}' },
    ],
  },
  'wait a little': { pieces: [], stop: 'end', failure: { status: 429, type: 'rate_limit_error', message: 'Slow down.', headers: { 'retry-after-ms': '250', 'retry-after': '9' } } },
  'be overloaded': { pieces: [], stop: 'end', failure: { status: 529, type: 'overloaded_error', message: 'Too many.', headers: { 'retry-after': '3' } } },
  'be out of credit': { pieces: [], stop: 'end', failure: { status: 429, type: 'insufficient_quota', message: 'No credit is left.' } },
};

/** The scene a prompt asks for; few tokens end it early. */
export function sceneFor(prompt: string, maxTokens: number): Scene {
  const failure = /^fail with (\w+)$/u.exec(prompt)?.[1];
  const failed = failure === undefined ? undefined : failures[failure];
  const scene: Scene = failed === undefined ? (scenes[prompt] ?? end) : { ...end, failure: failed };
  return { ...scene, ...(maxTokens < scene.pieces.length && maxTokens < 5 ? { pieces: scene.pieces.slice(0, maxTokens), stop: 'length' as const } : {}) };
}
