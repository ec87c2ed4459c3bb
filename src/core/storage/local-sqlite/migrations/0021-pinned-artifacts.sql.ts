/** Artifacts that people want at hand; the pin goes with the artifact. */
export const pinnedArtifacts = `
alter table artifacts add column pinned_at integer;

create index artifacts_pinned on artifacts (pinned_at desc, id) where pinned_at is not null;
`;
