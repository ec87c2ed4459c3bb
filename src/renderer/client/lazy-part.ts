import { lazy } from 'react';
import { outlastingHost } from './load-part.ts';

/** A part of a screen that comes when it is first shown; it waits for a host that is away. */
export const lazyPart: typeof lazy = (load) => lazy(outlastingHost(load));
