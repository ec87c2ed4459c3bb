import type { Clock } from '../domain/ports/clock.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { Random } from '../domain/ports/random.ts';

const counterLimit = 2 ** 12;

/**
 * UUIDv7 (RFC 9562) that only ever rises: the 12 bits after the time are a counter within one millisecond, begun at a
 * random value of its lower half. A full counter, or a clock set back, borrows from the next millisecond.
 */
export function createUuidIds(clock: Pick<Clock, 'now'>, random: Random): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    next() {
      const nowMs = Math.trunc(clock.now());
      const bytes = random.bytes(10);
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = new DataView(bytes.buffer, bytes.byteOffset).getUint16(8) % (counterLimit / 2);
      } else {
        counter += 1;
        if (counter === counterLimit) {
          lastMs += 1;
          counter = 0;
        }
      }
      return format(lastMs, counter, bytes);
    },
  };
}

function format(ms: number, counter: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  const variant = digits(((random[0] ?? 0) & 0x3f) | 0x80);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${digits(random[1])}-${digits(random[2])}${digits(random[3])}${digits(random[4])}${digits(random[5])}${digits(random[6])}${digits(random[7])}`;
}

const hexDigits: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function digits(byte = 0): string {
  return hexDigits[byte] ?? '00';
}
