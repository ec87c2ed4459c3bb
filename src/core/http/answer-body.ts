import { pipeline, type Readable, Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { AppError } from '../domain/model/errors.ts';

/** What is asked of servers; they may send less, never more. */
export const acceptedEncodings = 'gzip, br';

const decoders: { readonly [encoding: string]: () => Transform } = {
  // A stream of events must not wait until a block is full.
  gzip: () => createGunzip({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }),
  'x-gzip': () => createGunzip({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }),
  deflate: () => createInflate({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }),
  br: () => createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress(),
};

const mostEncodings = 2;

export interface AnswerBodyOptions {
  readonly encoding: string | undefined;
  readonly maxBytes: number;
  readonly host: string;
}

/** The bytes meant, unpacked, failing with `input_invalid` as soon as there are too many of them, packed or not. */
export function answerBody(wire: Readable, { encoding = '', maxBytes, host }: AnswerBodyOptions): Readable {
  const names = encoding.toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  const steps = names.toReversed().map((name) => decoders[name]);
  if (names.length > mostEncodings || steps.includes(undefined)) {
    wire.destroy();
    throw new AppError('input_invalid', `${host} packed its answer in a way that cannot be unpacked: "${encoding.slice(0, 60)}".`, { next: 'Ask for another form of it, if the service has one.' });
  }
  const unpacking = steps.flatMap((make) => (make === undefined ? [] : [make(), capped(maxBytes, host)]));
  const last = unpacking.at(-1) ?? capped(maxBytes, host);
  const way = unpacking.length === 0 ? [last] : [capped(maxBytes, host), ...unpacking];
  // What goes wrong on the way destroys the last stream with the error, and whoever reads it is told.
  pipeline([wire, ...way], () => undefined);
  return last;
}

function capped(maxBytes: number, host: string): Transform {
  let count = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      count += chunk.length;
      if (count > maxBytes) done(answerTooLarge(host, maxBytes));
      else done(null, chunk);
    },
  });
}

export function answerTooLarge(host: string, maxBytes: number): AppError {
  return new AppError('input_invalid', `The answer of ${host} is larger than ${maxBytes} bytes; nothing of it was kept.`, { next: 'Ask for less of it, such as a page, or allow more bytes.', data: { host, maxBytes } });
}
