/** What a dragged field of the scope carries. */
export const pathType = 'application/x-aiwm-path';
