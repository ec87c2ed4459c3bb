/** Where the run of a test stood when it was kept; null where the whole of it is the test. */
export const testEnds = `
alter table workflow_tests add column end_seq integer;
`;
