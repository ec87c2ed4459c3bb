import { AppError } from '../../domain/model/errors.ts';

/** What the pictures of one document may take together: each by itself is bounded where it is read. */
const maxBytes = 128 * 1024 * 1024;
const maxPixels = 1_000_000_000;
/** Pictures that are not opaque RGB are drawn anew, which takes far longer than to look whether they are whole. */
const maxRedrawn = 100_000_000;

export interface PictureCost {
  readonly bytes: number;
  readonly pixels: number;
  readonly isRedrawn: boolean;
}

/** Counts what the pictures of one document take, and refuses the one that is too much. */
export interface PictureBudget {
  take(name: string, cost: PictureCost): void;
}

export function createPictureBudget(): PictureBudget {
  const taken = { bytes: 0, pixels: 0, redrawn: 0 };
  return {
    take: (name, { bytes, pixels, isRedrawn }) => {
      taken.bytes += bytes;
      taken.pixels += pixels;
      taken.redrawn += isRedrawn ? pixels : 0;
      if (taken.bytes > maxBytes) throw tooMuch(name, `${maxBytes / 1024 / 1024} MiB`);
      if (taken.pixels > maxPixels) throw tooMuch(name, `${maxPixels / 1_000_000} million pixels`);
      if (taken.redrawn > maxRedrawn) throw tooMuch(name, `${maxRedrawn / 1_000_000} million pixels that are not opaque RGB`);
    },
  };
}

function tooMuch(name: string, limit: string): AppError {
  return new AppError('input_invalid', `With the image "${name}" the pictures of the document hold more than ${limit} together.`, {
    next: 'Make the pictures smaller, save them as opaque PNG or JPEG, or split the document.',
    data: { image: name },
  });
}
