import fc from 'fast-check';

/** One act on some bytes; places are taken modulo the length, so that every act fits every text. */
type Act =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'put'; readonly at: number; readonly token: string }
  | { readonly kind: 'bytes'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'cross'; readonly at: number; readonly with: number; readonly from: number };

/** What has broken readers before, of bytes, names, numbers and paths. */
const tokens = [
  '__proto__', '"__proto__":{"fuzzed":1},', 'constructor', 'toString', 'hasOwnProperty', 'prototype', '"', "'", '\\', '\0', '\r\n', '\n', '\u{2028}', '\u{202e}', '\u{feff}', '\ud800', '😀', '%00', '%2e%2e%2f', '../', '..\\', '{{', '}}', '${', '[', ']', '{', '}', '<', '>', '&', ':', ';', ',', '=', '/', '//',
  '-0', '1e400', '-1', '9007199254740993', '0.1e-400', 'NaN', 'Infinity', 'null', 'true', '[]', '{}', '""', '<!--', '<![CDATA[', '<script>', '&#x0;', '```', '|', '---\n', '!!js/function', '&a', '*a', '\u{1b}[2J',
];

const place = fc.nat();
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('put' as const), at: place, token: fc.constantFrom(...tokens) }),
  fc.record({ kind: fc.constant('bytes' as const), at: place, bytes: fc.uint8Array({ maxLength: 4 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.nat(40) }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, length: fc.nat(24), times: fc.constantFrom(1, 2, 300) }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
  fc.record({ kind: fc.constant('cross' as const), at: place, with: place, from: place }),
);

/** Samples with a few of their bytes changed, cut, repeated or crossed; now and then one as it is. */
export function mutated(samples: readonly (string | Uint8Array)[]): fc.Arbitrary<Uint8Array> {
  const corpus = samples.map((sample) => Buffer.from(sample));
  return fc.tuple(fc.nat(corpus.length - 1), fc.array(acts, { maxLength: 6 })).map(([which, done]) => done.reduce<Uint8Array>((bytes, act) => carriedOut(bytes, act, corpus), corpus[which] ?? new Uint8Array()));
}

/** The same, read as text. */
export function mutatedText(samples: readonly string[]): fc.Arbitrary<string> {
  return mutated(samples).map((bytes) => Buffer.from(bytes).toString());
}

function carriedOut(bytes: Uint8Array, act: Act, corpus: readonly Uint8Array[]): Uint8Array {
  const at = bytes.length === 0 ? 0 : act.at % bytes.length;
  const [before, rest] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (act.kind) {
    case 'flip':
      return Buffer.concat([before, Uint8Array.of((rest[0] ?? 0) ^ (1 << act.bit)), rest.subarray(1)]);
    case 'put':
      return Buffer.concat([before, Buffer.from(act.token), rest]);
    case 'bytes':
      return Buffer.concat([before, act.bytes, rest.subarray(act.bytes.length)]);
    case 'cut':
      return Buffer.concat([before, rest.subarray(act.length)]);
    case 'repeat':
      return Buffer.concat([before, ...Array.from({ length: act.times }, () => rest.subarray(0, act.length)), rest]);
    case 'end':
      return before;
    case 'cross': {
      const other = corpus[act.with % corpus.length] ?? bytes;
      return Buffer.concat([before, other.subarray(other.length === 0 ? 0 : act.from % other.length)]);
    }
  }
}
