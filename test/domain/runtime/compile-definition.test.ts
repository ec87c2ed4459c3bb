import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { checkDefinition, compileDefinition } from '../../../src/core/domain/runtime/compile-definition.ts';
import { around, go, looping, node, step, workflow } from './support/definitions.ts';
import { testCatalogue } from './support/test-actions.ts';

const leave = [go('t2', 'work', 'done', 'task-complete')];
const work = (more: { readonly [field: string]: Json } = {}) => around(node('work', 'workStep', more), leave);

function issues(definition: JsonObject): readonly string[] {
  const checked = checkDefinition(definition, testCatalogue);
  return checked.ok ? [] : checked.issues.map((issue) => `${issue.where}: ${issue.message}`);
}

describe('a definition', () => {
  it.each([
    ['an unknown type of node', around(node('work', 'teleport'), []), /nodes\.work: "teleport" is not a known type of node/u],
    ['an alias of import in a stored definition', around(node('work', 'action'), []), /"action" is not a known type of node/u],
    ['an unknown action', work({ entry: [step('x', 'mail.send')] }), /nodes\.work\.actions\.x: "mail\.send" is not a known action/u],
    ['an unknown trigger', around(node('work', 'workStep'), [go('t2', 'work', 'done', 'full-moon')]), /"full-moon" is not a known trigger/u],
    ['a trigger its node does not leave by', around(node('work', 'workStep'), [go('t2', 'work', 'done', 'card-submitted')]), /does not leave by card-submitted/u],
    ['an unknown validator', around(node('work', 'workStep'), [go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'v', type: 'magic', config: {} }] })]), /"magic" is not a known validator/u],
    ['an expression that cannot be read', around(node('work', 'workStep'), [go('t2', 'work', 'done', ['condition', { when: 'vars.x >' }])]), /transitions\.t2\.triggers\.condition\.config\.when: .*line 1/u],
    ['an expression with an unknown name', looping({ until: 'nobody' }, []), /nodes\.refine\.config\.until: .*"nobody" is not a known name/u],
    ['a template that cannot be read', work({ entry: [step('x', 'test.safe', { config: { say: 'Hi {{ vars. }}' } })] }), /nodes\.work\.actions\.x\.config: /u],
    ['a field of a config that is none', work({ entry: [step('x', 'test.safe', { config: { say: '{{ vars.a }}', shout: true } })] }), /shout/u],
    ['a loop with two conditions', looping({ until: 'true', while: 'true' }, []), /exactly one of over, while and until/u],
    ['a quorum of more bodies than there are', around(node('work', 'parallel', { config: { join: { quorum: 3 } }, bodies: ['a', 'b'].map((id) => ({ id, nodes: [node(`${id}1`, 'start'), node(`${id}2`, 'end')], transitions: [go(`t_${id}`, `${id}1`, `${id}2`, 'immediate')] })) }), leave), /nodes\.work\.config: 3 bodies have to complete, and there are only 2/u],
    ['a loop without a body', around(node('work', 'loop', { config: { until: 'true' } }), []), /has 1 bodies, and this one has 0/u],
    ['a limit beyond what is allowed', looping({ until: 'true', maxPasses: 1001 }, []), /nodes\.refine\.config\.maxPasses/u],
    ['a duration without a fixed length', work({ timeout: 'P1M' }), /nodes\.work\.timeout: "P1M" has no fixed length/u],
    ['no start', workflow([node('done', 'end')], []), /regions\.root: It has 0 starts/u],
    ['two starts', workflow([node('a', 'start'), node('b', 'start'), node('done', 'end')], []), /It has 2 starts/u],
    ['no end', workflow([node('a', 'start')], []), /It has no end/u],
    ['an id twice', workflow([node('a', 'start'), node('a', 'end')], []), /nodes\.a: The id "a" stands twice/u],
    ['an id twice across regions', looping({ until: 'true' }, [], { nodes: [node('draft', 'workStep')] }), /nodes\.draft: /u],
    ['a transition to nowhere', workflow([node('a', 'start'), node('b', 'end')], [go('t', 'a', 'c', 'immediate')]), /transitions\.t: "c" is no node/u],
    ['a transition into a body', looping({ until: 'true' }, [], { leave: [go('t9', 'refine', 'draft', 'condition-met')] }), /"draft" is no node of its region/u],
    ['a transition to a start', workflow([node('a', 'start'), node('b', 'end')], [go('t', 'a', 'a', 'immediate')]), /It leads to a start/u],
    ['a card that is not there', around(node('work', 'uiCard', { config: { card: 'nobody' } }), []), /There is no card "nobody"/u],
    ['a card with a bad pattern', { ...work(), cards: [{ id: 'c', title: 'C', fields: [{ key: 'a', label: 'A', type: 'text', pattern: '(?=x)' }] }] }, /cards\.c\.fields\.a\.pattern/u],
    ['an action in the place of the answer', around(node('work', 'uiCard', { config: { card: 'c' }, entry: [step('card', 'test.safe')] }), [], { cards: [{ id: 'c', title: 'C' }] }), /cannot be called "card"/u],
    ['a sensitive variable with a first value', { ...work(), variables: { secret: { sensitive: true, initial: 'x' } } }, /variables\.secret\.initial: What a sensitive variable begins with/u],
    ['a first value that does not fit', { ...work(), variables: { n: { schema: { type: 'number' }, initial: 'x' } } }, /variables\.n\.initial/u],
    ['a field the format does not have', { ...work(), colour: 'red' }, /colour/u],
    ['another format', { ...work(), format: 'aiwm.workflow/9' }, /format/u],
  ] as const)('with %s is refused, saying where', (_, definition, expected) => {
    const found = issues(definition);

    expect(found.some((issue) => expected.test(issue)), found.join('\n')).toBe(true);
  });

  it('that is refused says everything that is wrong with it at once', () => {
    const broken = around(node('work', 'workStep', { entry: [step('x', 'nobody'), step('y', 'nobody')] }), [go('t2', 'work', 'nowhere', 'task-complete')]);

    expect(issues(broken)).toHaveLength(3);
    expect(() => compileDefinition(broken, testCatalogue)).toThrow(expect.objectContaining({ code: 'definition_invalid', data: expect.objectContaining({ issues: expect.any(Array) }) }));
  });

  it('that is right has everything by its id', () => {
    const compiled = compileDefinition(looping({ until: 'true' }, [step('x', 'test.safe')]), testCatalogue);

    expect([...compiled.nodes.keys()].toSorted()).toEqual(['begin', 'done', 'draft', 'enter', 'refine', 'stop']);
    expect(compiled.nodes.get('draft')?.region).toMatchObject({ id: 'pass', start: 'enter', container: 'refine' });
    expect(compiled.actionVersions).toEqual({ 'test.safe': 1 });
  });
});
