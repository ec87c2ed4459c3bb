import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextFormat } from '../../src/core/domain/model/document.ts';
import type { Json } from '../../src/core/domain/model/json.ts';
import type { FormatterSet } from '../../src/core/domain/ports/formatter.ts';

/** What one format adds to the suite: values it carries, and bytes it must refuse. */
export interface FormatterCase {
  readonly format: TextFormat;
  readonly fileName: string;
  readonly values: fc.Arbitrary<Json>;
  /** A value of a shape that this format cannot write. */
  readonly unwritable?: Json;
  readonly bad: readonly { readonly name: string; readonly bytes: Uint8Array; readonly line?: number; readonly column?: number }[];
}

/** The behaviour that every formatter of a set has. */
export function describeFormatter(set: FormatterSet, formatCase: FormatterCase): void {
  const { format } = formatCase;

  describe(`the ${format} formatter`, () => {
    it('is found by its format and by a file name in any case', async () => {
      const byFormat = await set.get(format);
      const byName = await set.forFile(formatCase.fileName.toUpperCase());

      expect(byFormat.format).toBe(format);
      expect(byName.format).toBe(format);
      expect(formatCase.fileName.endsWith(`.${byFormat.extensions[0]}`)).toBe(true);
      expect(byFormat.mediaType).toMatch(/^[a-z]+\/[a-z-]+$/);
    });

    it('reads back what it wrote, and finds no issue in it', async () => {
      const formatter = await set.get(format);

      await fc.assert(
        fc.asyncProperty(formatCase.values, async (value) => {
          const bytes = await formatter.serialise(value);
          expect(await formatter.parse(bytes)).toEqual(value);
          expect(await formatter.validate(bytes)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    });

    it('writes equal bytes for equal values', async () => {
      const formatter = await set.get(format);
      const [value] = fc.sample(formatCase.values, { numRuns: 1, seed: 7 });

      expect(await formatter.serialise(structuredClone(value ?? null))).toEqual(await formatter.serialise(value ?? null));
    });

    it('does not see a byte order mark as content', async () => {
      const formatter = await set.get(format);
      const [value] = fc.sample(formatCase.values, { numRuns: 1, seed: 11 });
      const bytes = await formatter.serialise(value ?? null);

      expect(await formatter.parse(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toEqual(value);
    });

    it('never fails otherwise than with input_invalid, whatever the bytes', async () => {
      const formatter = await set.get(format);

      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 60 }), hostileText()), async (bytes) => {
          const failure = await formatter.parse(bytes).then(
            () => undefined,
            (error: unknown) => error,
          );
          const issues = await formatter.validate(bytes);
          expect(issues.length > 0).toBe(failure !== undefined);
          if (failure !== undefined) {
            expect(failure).toMatchObject({ code: 'input_invalid', next: expect.any(String) });
          }
        }),
        { numRuns: 200 },
      );
    });

    for (const { name, bytes, line, column } of formatCase.bad) {
      it(`refuses ${name}${line === undefined ? '' : ` and names line ${line}`}`, async () => {
        const formatter = await set.get(format);
        const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };

        await expect(formatter.parse(bytes)).rejects.toMatchObject({ code: 'input_invalid', data: { format, ...place } });
        expect(await formatter.validate(bytes)).toMatchObject([place]);
      });
    }

    const { unwritable } = formatCase;
    if (unwritable !== undefined) {
      it('refuses to write a value that would not read back', async () => {
        const formatter = await set.get(format);

        await expect(formatter.serialise(unwritable)).rejects.toMatchObject({ code: 'input_invalid', next: expect.any(String) });
      });
    }
  });
}

/** Bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Short texts made of the signs that parsers care about. */
function hostileText(): fc.Arbitrary<Uint8Array> {
  return fc.string({ unit: fc.constantFrom(...'{}[]",:\\-#&*!|>%@`?\'\n\r\t =1ae\u{feff}ä'), maxLength: 40 }).map(bytesOf);
}
